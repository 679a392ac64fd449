import { Inject, Injectable } from '@nestjs/common';
import { domainProjections } from '#libs/domain';
import { type EventStore, type Held, Projector, projectorLeaseName, type Recorded } from '#libs/event-sourcing';
import { type Condition, Health, LOGGER, type Logger, Metrics, Tracing } from '#libs/observability';
import { DATABASE, seenSpan } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { EVENT_STORE } from '#libs/slice';
import { LeasedTask } from './leased-task.js';

/** What is older is projected anew: of a rebuild there are no traces. */
const NEWS_MS = 60_000;

/** Keeps the read models up with the log. */
@Injectable()
export class Projecting extends LeasedTask {
  private readonly projector: Projector;

  constructor(
    @Inject(EVENT_STORE) events: EventStore,
    @Inject(DATABASE) database: ReadModelsConnection,
    @Inject(LOGGER) log: Logger,
    health: Health,
    metrics: Metrics,
    tracing: Tracing,
  ) {
    super(database.lease(projectorLeaseName(domainProjections)));
    const store = database.projectionStore;
    const onProjected = (projected: readonly Recorded[], startedAt: number): void => {
      const endedAt = Date.now();
      for (const event of projected)
        if (endedAt - Date.parse(event.at) < NEWS_MS)
          tracing.record(seenSpan('projection', event, { startedAt, endedAt }));
    };
    this.projector = new Projector({ events, store, projections: domainProjections, log, onProjected });
    health.add({ name: 'projector', check: () => this.condition() });
    metrics.gauge(
      'projected_events',
      'Events that this process has projected since its start',
      () => this.projector.status().events,
    );
  }

  protected work(held: Held): Promise<void> {
    return this.projector.run(held);
  }

  private condition(): Condition {
    const { degraded: problems } = this.projector.status();
    return problems.length === 0 ? { status: 'up', detail: this.leaseState } : { status: 'degraded', problems };
  }
}
