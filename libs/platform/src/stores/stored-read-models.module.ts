import { Global, Module } from '@nestjs/common';
import type { ReadModelsConnection } from '#libs/read-models';
import { READ_MODELS } from '#libs/rest';
import { DATABASE, ReadModelsModule } from './read-models.module.js';

const provider = {
  provide: READ_MODELS,
  inject: [DATABASE],
  useFactory: ({ readModels }: ReadModelsConnection) => readModels,
};

/** Queries that are answered by the database each time. */
@Global()
@Module({ imports: [ReadModelsModule], providers: [provider], exports: [provider] })
export class StoredReadModelsModule {}
