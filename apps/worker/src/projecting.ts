import { Inject, Injectable } from '@nestjs/common';
import { domainProjections } from '#libs/domain';
import { type EventStore, type Held, Projector, projectorLeaseName } from '#libs/event-sourcing';
import { type Condition, Health, LOGGER, type Logger, Metrics } from '#libs/observability';
import { DATABASE } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { EVENT_STORE } from '#libs/slice';
import { LeasedTask } from './leased-task.js';

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
  ) {
    super(database.lease(projectorLeaseName(domainProjections)));
    const store = database.projectionStore;
    this.projector = new Projector({ events, store, projections: domainProjections, log });
    health.add({ name: 'projector', check: () => this.condition() });
    metrics.gauge('projector_position', 'Position in the log that every live read model has seen', () =>
      Number(this.projector.status().position),
    );
    metrics.gauge('projector_events_total', 'Events projected by this process', () => this.projector.status().events);
  }

  protected work(held: Held): Promise<void> {
    return this.projector.run(held);
  }

  private condition(): Condition {
    const { degraded: problems } = this.projector.status();
    return problems.length === 0 ? { status: 'up', detail: this.leaseState } : { status: 'degraded', problems };
  }
}
