import type { MemoryBudget } from '#libs/embedded/memory-budget';
import type { Access } from './access.js';
import type { CommitSignal } from './commit-signal.js';
import type { LiveCalls } from './live-calls.js';
import type { RoundRobinScheduler } from './round-robin-scheduler.js';
import type { StreamReader } from './stream-reader.js';
import type { WriteQueue } from './write-queue.js';

/** One thing that happened, with its fields; to be handed to whatever logger the process has. */
export interface LogEvent {
  readonly level: 'info' | 'warn' | 'error';
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** What the handlers of the calls work with. */
export interface Engine {
  readonly queue: WriteQueue;
  readonly reader: StreamReader;
  readonly signal: CommitSignal;
  readonly access: Access;
  readonly liveCalls: LiveCalls;
  readonly scheduler: RoundRobinScheduler;
  /** For appends whose last part has not come. */
  readonly incompleteAppends: MemoryBudget;
  /** In bytes of data. */
  readonly maxAppendSize: number;
  /** How long a write may wait for its turn, in ms. */
  readonly writeTimeout: number;
  readonly log: (event: LogEvent) => void;
}
