import type { Random } from './random.js';
import type { RecordedLog } from './recorded-log.js';
import type { Verdict } from './verdict.js';

/** Where a system's stores are, for whoever verifies what is left. */
export interface Addresses {
  readonly eventStore: string;
  readonly mongodb: string;
}

/** One crash: what was killed, and how long it took until it was ready again. */
export interface Crash {
  readonly killed: readonly string[];
  readonly readyAgainMs: number;
}

/**
 * What is loaded and crashed: a standalone, or its parts as processes of their own, on this machine or on a cluster that is crashed
 * too; always over the same data and ports.
 */
export interface CrashingSystem {
  /** Everything that it leaves on disk, the logs of its processes among that: `<process>.log`. */
  readonly directory: string;
  /** The read models' database. */
  readonly database: string;
  /** Resolves when all of it is ready. Rejects when it cannot be started. */
  start(): Promise<void>;
  /** Resolves when it can be asked, now or after a crash. Rejects when it cannot be started any more. */
  up(): Promise<void>;
  /** An address of its API: of one process after the other where there are several. */
  apiUrl(): string;
  /** `kill -9` of a part that `random` chooses; resolves when it was started again and is ready. */
  crash(random: Random): Promise<Crash>;
  /** As an operator stops it. */
  stop(): Promise<void>;
  /** An access token of a demo user. */
  token(user: string): Promise<string>;
  addresses(): Promise<Addresses>;
  /** Whether what the runtime has is what the log says. */
  remains(log: RecordedLog): Promise<Verdict[]>;
  /** What it says of a launch itself, for whoever has to find out why that is not as it should be: lines. */
  tracesOf(launchId: string): Promise<string[]>;
}
