import { Global, Module } from '@nestjs/common';
import { EventStoreModule } from './event-store.module.js';
import { ReadModelsModule } from './read-models.module.js';

/** The log and the database, for every module. Those that are to be ended before them import them by themselves. */
@Global()
@Module({ imports: [EventStoreModule, ReadModelsModule], exports: [EventStoreModule, ReadModelsModule] })
export class StoresModule {}
