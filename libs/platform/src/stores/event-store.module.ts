import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { domainEvents } from '#libs/domain';
import { type EventRegistry, type EventStore, StreamStates } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { Health, LOGGER, type Logger, Metrics, Tracing } from '#libs/observability';
import { openAddress, withoutPassword } from '#libs/settings';
import { EVENT_STORE } from '#libs/slice';
import { MeasuredEventStore } from '../measuring/measured-event-store.js';
import { ENDING } from '../process/process.module.js';
import { untilReachable } from '../process/until-reachable.js';
import { BACKING_SERVICES, type BackingServices } from './backing-services.js';

/** `EventRegistry`: every event that this program reads. */
export const EVENT_REGISTRY = Symbol('EventRegistry');

const registry = { provide: EVENT_REGISTRY, useFactory: domainEvents };

const eventStore = {
  provide: EVENT_STORE,
  inject: [BACKING_SERVICES, EVENT_REGISTRY, Metrics, Tracing],
  useFactory: (
    { eventStoreUrl }: BackingServices,
    known: EventRegistry,
    metrics: Metrics,
    tracing: Tracing,
  ): EventStore =>
    new MeasuredEventStore(
      openAddress('EVENTSTORE_URL', eventStoreUrl, (connectionString) =>
        createEventStore({ connectionString, registry: known }),
      ),
      { metrics, tracing },
    ),
};

const states = {
  provide: StreamStates,
  inject: [EVENT_STORE],
  useFactory: (store: EventStore) => new StreamStates(store),
};

const providers = [registry, eventStore, states];

/** The log: waited for at the start, closed at the end. Needs BACKING_SERVICES from a global module. */
@Module({ providers, exports: providers })
export class EventStoreModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(EVENT_STORE) private readonly eventStore: EventStore,
    @Inject(BACKING_SERVICES) private readonly services: BackingServices,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(ENDING) private readonly ending: AbortSignal,
    health: Health,
  ) {
    health.add({
      name: 'event-store',
      advice: 'see that the event store at EVENTSTORE_URL runs and can be reached',
      check: () => eventStore.head().then(() => ({ status: 'up' })),
    });
  }

  async onModuleInit(): Promise<void> {
    const { logger, ending } = this;
    const what = `the event store at ${withoutPassword(this.services.eventStoreUrl)} (EVENTSTORE_URL)`;
    await untilReachable({ what, logger, ending }, () => this.eventStore.identity());
  }

  onApplicationShutdown(): Promise<void> {
    return this.eventStore.close();
  }
}
