import type { OutboundRules } from '#libs/outbound';
import type { FailureReason } from '../failure-reason.js';
import type { ClonedCommit, Phase, RunSpec, RunWarning } from '../session-runtime.js';
import type { StoragePlan } from '../storages/plan-storages.js';
import type { FrontEnd } from './front-end.js';

/** launch.json: all that the runner needs to know. Written once, before any process is started. */
export interface RunRecord {
  readonly spec: Omit<RunSpec, 'epoch'>;
  /** Decimal: JSON has no bigint. */
  readonly epoch: string;
  /** The main process demands it in `Authorization: token …`. */
  readonly token: string;
  readonly frontEnd: FrontEnd;
  /** Absolute; absent when this computer has none. */
  readonly git?: string | undefined;
  /** Absent in those of an earlier version. */
  readonly outbound?: OutboundRules | undefined;
  /** What the session must not see beside the driver's own directory; absent in those of an earlier version. */
  readonly hidden?: readonly string[] | undefined;
  /** What is mounted, and what is not; absent in those of an earlier version. */
  readonly storages?: StoragePlan<string> | undefined;
  readonly cloneTimeoutMs: number;
  readonly graceMs: number;
}

/** state.json: written by the runner alone; by the driver only after the runner is dead. */
export type RunState =
  | { readonly status: 'starting'; readonly phase: Phase; readonly warnings: readonly RunWarning[] }
  | {
      readonly status: 'ready';
      readonly commits: readonly ClonedCommit[];
      readonly warnings: readonly RunWarning[];
      readonly port: number;
    }
  | EndState;

export type EndState =
  | { readonly status: 'exited' }
  | { readonly status: 'failed'; readonly reason: FailureReason; readonly message: string }
  /** Ended because it was asked to. */
  | { readonly status: 'ended' };

export function hasEnded(state: RunState | undefined): state is EndState {
  return state !== undefined && state.status !== 'starting' && state.status !== 'ready';
}
