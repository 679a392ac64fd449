import { Global, Module } from '@nestjs/common';
import { domainProjections } from '#libs/domain';
import { CachingReadModels } from '#libs/event-sourcing';
import { LogHub } from '#libs/history';
import type { ReadModelsConnection } from '#libs/read-models';
import { READ_MODELS } from '#libs/rest';
import { LogHubModule } from './log-hub.module.js';
import { DATABASE, ReadModelsModule } from './read-models.module.js';

/** What the log tells live makes answers from memory as true as answers from the database. */
const provider = {
  provide: READ_MODELS,
  inject: [DATABASE, LogHub],
  useFactory: ({ readModels }: ReadModelsConnection, follower: LogHub) =>
    new CachingReadModels({ readModels, follower, projections: domainProjections }),
};

/** Queries that are answered from memory while the log has said nothing new. */
@Global()
@Module({ imports: [ReadModelsModule, LogHubModule], providers: [provider], exports: [provider] })
export class CachedReadModelsModule {}
