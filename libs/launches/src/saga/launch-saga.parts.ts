import type { CommandExecutor, EventStore, Lease, Log, ReadModels, StreamStates, Timing } from '#libs/event-sourcing';
import type { RunKey, SessionRuntime } from '#libs/session-runtime';
import type { LaunchableProjects } from '../facts/launchable-project.js';
import type { LaunchLimits } from '../launch-limits.js';

/** What the launch saga is made of. It owns none of them: whoever passes them closes them, after `stop()`. */
export interface LaunchSagaParts {
  readonly store: EventStore;
  /** The executor's. */
  readonly states: StreamStates;
  readonly executor: CommandExecutor;
  readonly runtime: SessionRuntime;
  readonly projects: LaunchableProjects;
  /** Hints only: which launches to look at, and the order of the queue. */
  readonly readModels: ReadModels;
  /** One GET the way a browser's request goes: true when this very run answers. A rejection counts as false. */
  readonly probe: (run: RunKey) => Promise<boolean>;
  /** Its epoch is asked for before every effect, and goes with it to the runtime. */
  readonly lease: Pick<Lease, 'epoch' | 'surpass'>;
  readonly limits: LaunchLimits;
  /** The time of day, to compare with events' times. */
  readonly clock: () => Date;
  readonly timing: Timing;
  /** Lines are events with fields. */
  readonly log: Log;
  readonly pace?: Partial<SagaPace>;
}

/** Milliseconds, but `concurrency`. */
export interface SagaPace {
  /** Launches reconciled at the same time. */
  readonly concurrency: number;
  /** Between looks at deadlines. */
  readonly tickMs: number;
  /** Between passes over everything. */
  readonly resyncMs: number;
  /** Between probes of a session that does not answer yet. */
  readonly probeMs: number;
  /** Until a run that is being ended is told so again. */
  readonly endMs: number;
  /** How long to wait for the read models before a hint is asked of them. */
  readonly readModelsMs: number;
  /** Between attempts that fail: from, to. */
  readonly backOff: { readonly firstMs: number; readonly maxMs: number };
}

export const defaultPace: SagaPace = {
  concurrency: 8,
  tickMs: 1_000,
  resyncMs: 60_000,
  probeMs: 250,
  endMs: 10_000,
  readModelsMs: 2_000,
  backOff: { firstMs: 250, maxMs: 5_000 },
};
