import type { EventStore } from '../events/event-store.js';
import type { AnyProjection } from '../reading/projection.js';
import { type Log, silentLog } from '../supervising/log.js';
import { supervise } from '../supervising/supervise.js';
import { TaskGroup } from '../supervising/task-group.js';
import { systemTiming } from '../supervising/timing.js';
import { Catalogue } from './catalogue.js';
import { NothingToFeedError, type RunContext } from './projection-run.js';
import type { ProjectionStore } from './projection-store.js';
import { ProjectorHealth } from './projector-health.js';
import { ProjectorSession } from './projector-session.js';
import type { ProjectorStatus } from './projector-status.js';

export interface ProjectorOptions {
  readonly events: EventStore;
  readonly store: ProjectionStore;
  readonly projections: readonly AnyProjection[];
  readonly log?: Log;
  readonly clock?: () => Date;
  /** Told of events whose documents are stored, also of those that are projected anew, and when they came (milliseconds since 1970). */
  readonly onProjected?: RunContext['onProjected'];
  /** Messages in a batch at most; 2000, which keeps a catch-up three times as fast as 500 does. */
  readonly batchSize?: number;
  /** How often an operator's wish for a rebuild is looked for; 1 s. */
  readonly pollMs?: number;
  /** How long replaced documents stay, and are fed, for queries that are still reading them; 60 s. */
  readonly graceMs?: number;
}

/**
 * Keeps every projection's documents up with the log. One at a time for these versions of these projections, to do no work twice:
 * run it under the lease `projectorLeaseName`. Two that overlap do no harm.
 */
export class Projector {
  private readonly health = new ProjectorHealth();
  private readonly log: Log;

  /** Throws where two projections share a name. */
  constructor(private readonly options: ProjectorOptions) {
    this.log = options.log ?? silentLog;
    const names = options.projections.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`two projections are called ${twice}: their documents would mix`);
  }

  status(): ProjectorStatus {
    return this.health.status();
  }

  /**
   * Projects until the signal aborts. Does not reject: what fails is tried again, and is shown in `status().degraded` meanwhile.
   */
  run({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    return supervise(() => this.term(signal), {
      name: 'projector',
      signal,
      timing: systemTiming,
      log: this.log,
      onFailure: (name, error) => this.health.failed(name, error),
    });
  }

  /** Until the signal aborts, or everything has to be begun anew. */
  private async term(signal: AbortSignal): Promise<void> {
    const { events, store, projections, batchSize = 2_000, pollMs = 1_000, graceMs = 60_000 } = this.options;
    const { clock = () => new Date(), onProjected } = this.options;
    const log = await events.identity();
    const ending = new AbortController();
    const tasks = this.tasks(AbortSignal.any([signal, ending.signal]));
    const catalogue = new Catalogue({ store, projections, log, now: systemTiming.now, clock, graceMs });
    const context = { events, store, batchSize, log, onProjected };
    const { health } = this;
    try {
      await new ProjectorSession({ context, catalogue, health, tasks, timing: systemTiming, pollMs }).start();
      health.begun();
      await tasks.ended();
    } finally {
      ending.abort();
      await tasks.ended().catch(() => undefined);
    }
  }

  private tasks(signal: AbortSignal): TaskGroup {
    return new TaskGroup({
      signal,
      timing: systemTiming,
      log: this.log,
      // a failure that has passed is not to be shown for long
      backOff: { firstMs: 100, maxMs: 2_000 },
      isFatal: (error) => error instanceof NothingToFeedError,
      onFailure: (name, error) => this.health.failed(name, error),
    });
  }
}
