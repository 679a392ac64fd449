import type { EventStore } from '../events/event-store.js';
import type { AnyProjection } from '../reading/projection.js';
import { type Log, silentLog } from '../supervising/log.js';
import { TaskGroup } from '../supervising/task-group.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import { SupersededError } from './checkpointing.js';
import { Generations } from './generations.js';
import type { ProjectionStore } from './projection-store.js';
import { ProjectorHealth } from './projector-health.js';
import { ProjectorSession } from './projector-session.js';
import type { ProjectorStatus } from './projector-status.js';

export interface ProjectorOptions {
  readonly events: EventStore;
  readonly store: ProjectionStore;
  readonly projections: readonly AnyProjection[];
  readonly log?: Log;
  readonly timing?: Timing;
  /** Messages in a batch at most; 2000, which keeps a catch-up three times as fast as 500 does. */
  readonly batchSize?: number;
  /** How often an operator's wish for a rebuild is looked for; 1 s. */
  readonly pollMs?: number;
  /** How long replaced documents stay for queries that are still reading them; 60 s. */
  readonly graceMs?: number;
}

/** Keeps every projection's documents up with the log. One at a time per database: run it under a lease. */
export class Projector {
  private readonly health = new ProjectorHealth();
  private readonly log: Log;
  private readonly timing: Timing;

  /** Throws where two projections share a name. */
  constructor(private readonly options: ProjectorOptions) {
    this.log = options.log ?? silentLog;
    this.timing = options.timing ?? systemTiming;
    const names = options.projections.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`two projections are called ${twice}: their documents would mix`);
  }

  status(): ProjectorStatus {
    return this.health.status();
  }

  /** How far the live projections are behind the newest event, in the log's positions. Throws when the log is unreachable. */
  async lag(): Promise<bigint> {
    const behind = (await this.options.events.head()) - this.status().position;
    return behind > 0n ? behind : 0n;
  }

  /**
   * Projects until the signal aborts, or until a worker with a later epoch has taken over. Does not reject: what fails is
   * tried again, and is shown in `status().degraded` meanwhile.
   */
  async run({ signal, epoch }: { signal: AbortSignal; epoch: bigint }): Promise<void> {
    const tasks = new TaskGroup({
      signal,
      timing: this.timing,
      log: this.log,
      isFatal: (error) => error instanceof SupersededError,
      onFailure: (name, error) => {
        this.health.failed(name, error);
      },
    });
    const started = new AbortController();
    tasks.spawn(
      'projector',
      async () => {
        await this.start(tasks, epoch);
        this.health.worked('projector');
        started.abort();
      },
      started.signal,
    );
    try {
      await tasks.ended();
    } catch (error) {
      this.log.warn({ part: 'projector', err: error }, 'superseded');
    }
  }

  private async start(tasks: TaskGroup, epoch: bigint): Promise<void> {
    const { events, store, projections, batchSize = 2_000, pollMs = 1_000, graceMs = 60_000 } = this.options;
    const session = new ProjectorSession({
      context: { events, store, batchSize, identity: { log: await events.identity(), epoch } },
      generations: new Generations(store, projections, this.timing.now, graceMs),
      health: this.health,
      tasks,
      timing: this.timing,
      pollMs,
    });
    await session.start();
  }
}
