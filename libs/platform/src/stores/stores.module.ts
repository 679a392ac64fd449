import { Global, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { checkProjectedLog, type EventStore } from '#libs/event-sourcing';
import type { ReadModelsConnection } from '#libs/read-models';
import { EVENT_STORE } from '#libs/slice';
import { EventStoreModule } from './event-store.module.js';
import { DATABASE, ReadModelsModule } from './read-models.module.js';

/**
 * The log and the database, for every module. Those that are to be ended before them import them by themselves. Refuses to start
 * on a log that the database's documents are not of: commands would go into the wrong one, and a worker would have leases of
 * those that run on the right one.
 */
@Global()
@Module({ imports: [EventStoreModule, ReadModelsModule], exports: [EventStoreModule, ReadModelsModule] })
export class StoresModule implements OnApplicationBootstrap {
  constructor(
    @Inject(EVENT_STORE) private readonly events: EventStore,
    @Inject(DATABASE) private readonly database: ReadModelsConnection,
  ) {}

  /** Once both are reached, for which their modules wait; before whatever begins then, since this one is global. */
  async onApplicationBootstrap(): Promise<void> {
    await checkProjectedLog(this.database.projectionStore, await this.events.identity());
  }
}
