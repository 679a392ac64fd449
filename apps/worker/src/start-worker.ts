import { domainProjections } from '#libs/domain';
import {
  CommandExecutor,
  type EventRegistry,
  type EventStore,
  type Lease,
  type Log,
  type ProjectionStore,
  Projector,
  type ReadModels,
  type StreamStates,
  systemTiming,
} from '#libs/event-sourcing';
import { LaunchableProjectsFromLog, type LaunchLimits, LaunchSaga, type LaunchSagaParts } from '#libs/launches';
import type { SessionRuntime } from '#libs/session-runtime';

export interface WorkerParts {
  readonly eventStore: EventStore;
  readonly states: StreamStates;
  readonly registry: EventRegistry;
  readonly readModels: ReadModels;
  readonly projectionStore: ProjectionStore;
  /** One worker acts on what runs; others stand by until its lease lapses. */
  readonly lease: Lease;
  /** Of those workers that feed the same versions of the read models. */
  readonly projectorLease: Lease;
  readonly runtime: SessionRuntime;
  readonly probe: LaunchSagaParts['probe'];
  readonly limits: LaunchLimits;
  readonly log: Log;
}

export interface Worker {
  readonly projector: Projector;
  /** Ends what was begun; sessions go on. */
  stop(): Promise<void>;
}

/** Resolves when the signal aborts. */
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Follows the log: projector and launch saga, each while this process holds its lease. */
export const startWorker = (parts: WorkerParts): Worker => {
  const { eventStore, states, registry, readModels, projectionStore, lease, projectorLease } = parts;
  const { runtime, probe, limits, log } = parts;
  const projector = new Projector({ events: eventStore, store: projectionStore, projections: domainProjections, log });
  const saga = new LaunchSaga({
    store: eventStore,
    states,
    executor: new CommandExecutor(states, registry),
    runtime,
    projects: new LaunchableProjectsFromLog(states),
    readModels,
    probe,
    lease,
    limits,
    clock: () => new Date(),
    timing: systemTiming,
    log,
  });
  const ending = new AbortController();
  const projecting = projectorLease.whileHeld((held) => projector.run(held), ending.signal);
  const acting = lease.whileHeld(({ signal }) => aborted(signal), ending.signal);
  saga.start();
  return {
    projector,
    stop: async () => {
      // what the saga has begun is ended while the lease is still ours
      await saga.stop();
      ending.abort();
      await Promise.all([projecting, acting]);
    },
  };
};
