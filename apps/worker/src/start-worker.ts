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
  systemTiming,
} from '#libs/event-sourcing';
import { type LaunchLimits, LaunchSaga, type LaunchSagaParts } from '#libs/launches';
import type { SessionRuntime } from '#libs/session-runtime';

export interface WorkerParts {
  readonly eventStore: EventStore;
  readonly registry: EventRegistry;
  readonly readModels: ReadModels;
  readonly projectionStore: ProjectionStore;
  /** Of the one worker whose saga acts on what runs; others stand by until it lapses. */
  readonly sagaLease: Lease;
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

/** Follows the log: projector and launch saga, each while this process holds its lease. */
export const startWorker = (parts: WorkerParts): Worker => {
  const { eventStore, registry, readModels, projectionStore, sagaLease, projectorLease } = parts;
  const { runtime, probe, limits, log } = parts;
  const projector = new Projector({ events: eventStore, store: projectionStore, projections: domainProjections, log });
  const saga = new LaunchSaga({
    store: eventStore,
    executor: (states) => new CommandExecutor(states, registry),
    runtime,
    readModels,
    checkpoints: projectionStore,
    probe,
    lease: sagaLease,
    limits,
    clock: () => new Date(),
    timing: systemTiming,
    log,
  });
  const ending = new AbortController();
  const projecting = projectorLease.whileHeld((held) => projector.run(held), ending.signal);
  saga.start();
  return {
    projector,
    stop: async () => {
      await saga.stop();
      ending.abort();
      await projecting;
    },
  };
};
