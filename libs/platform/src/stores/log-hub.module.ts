import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type EventStore, StreamStates } from '#libs/event-sourcing';
import { LogHub } from '#libs/history';
import { Health, LOGGER, type Logger } from '#libs/observability';
import { EVENT_STORE } from '#libs/slice';
import { EventStoreModule } from './event-store.module.js';

const provider = {
  provide: LogHub,
  inject: [EVENT_STORE, StreamStates, LOGGER],
  useFactory: (store: EventStore, states: StreamStates, log: Logger) => {
    const hub = new LogHub({ store, log });
    // what is followed anyway need not be read again to decide on it
    hub.attach((event) => states.take(event));
    return hub;
  },
};

/** Follows the log for this process from its start to its end. */
@Module({ imports: [EventStoreModule], providers: [provider], exports: [provider] })
export class LogHubModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(LogHub) private readonly hub: LogHub,
    health: Health,
  ) {
    health.add({
      name: 'log-following',
      check: () => (hub.caughtUp ? { status: 'up' } : { status: 'down', detail: 'not connected to the event store' }),
    });
  }

  onModuleInit(): void {
    this.hub.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.hub.close();
  }
}
