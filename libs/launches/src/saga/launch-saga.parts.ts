import type {
  CheckpointStore,
  CommandExecutor,
  EventStore,
  Log,
  ReadModels,
  SharedLease,
  StreamStates,
  Timing,
} from '#libs/event-sourcing';
import type { RunKey, SessionRuntime } from '#libs/session-runtime';
import type { LaunchLimits } from '../launch-limits.js';

/** What the launch saga is made of. It owns none of them: whoever passes them closes them, after `stop()`. */
export interface LaunchSagaParts {
  readonly store: EventStore;
  /** Records what is observed. Made anew with each lease, over states that nobody else feeds. */
  readonly executor: (states: StreamStates) => CommandExecutor;
  readonly runtime: SessionRuntime;
  /** Hints only: which launches to look at, and the order of the queue. */
  readonly readModels: ReadModels;
  /** How far rights that were taken away are dealt with. */
  readonly checkpoints: CheckpointStore;
  /** One GET the way a browser's request goes: true when this very run answers. A rejection counts as false. */
  readonly probe: (run: RunKey) => Promise<boolean>;
  /** The saga acts for the shards that it holds of this one. Its epoch is asked for before every effect, and goes with it to the runtime. */
  readonly lease: Pick<SharedLease, 'epoch' | 'surpass' | 'whileHeld'>;
  readonly limits: LaunchLimits;
  /** The time of day, to compare with events' times. */
  readonly clock: () => Date;
  readonly timing: Timing;
  /** Lines are events with fields. */
  readonly log: Log;
  readonly pace?: Partial<SagaPace>;
}

/** Milliseconds, but what is said to be a number. */
export interface SagaPace {
  /** Number of launches reconciled at the same time. */
  readonly concurrency: number;
  /** Number of these that are kept for launches that are to end. */
  readonly reserved: number;
  /** Number of sessions probed at the same time. */
  readonly probes: number;
  /** Between looks at deadlines. */
  readonly tickMs: number;
  /** Between passes over everything that lives. */
  readonly resyncMs: number;
  /** Between probes of a session that does not answer yet. */
  readonly probeMs: number;
  /** Until a run that is being ended is told so again. */
  readonly endMs: number;
  /** After which it is said that the read models are waited for. */
  readonly readModelsMs: number;
  /** How long a call of the runtime is waited for. */
  readonly patienceMs: number;
  /** After which a call of the runtime is made anew. */
  readonly lostMs: number;
  /** Between attempts that fail: from, to. */
  readonly backOff: { readonly firstMs: number; readonly maxMs: number };
}

export const defaultPace: SagaPace = {
  concurrency: 20,
  reserved: 4,
  probes: 64,
  tickMs: 1_000,
  resyncMs: 60_000,
  probeMs: 250,
  endMs: 10_000,
  readModelsMs: 2_000,
  // a lease is lost after 5 s without a sign of life
  patienceMs: 4_000,
  lostMs: 60_000,
  backOff: { firstMs: 250, maxMs: 5_000 },
};
