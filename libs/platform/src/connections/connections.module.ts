import { Module } from '@nestjs/common';
import {
  CONNECTIONS,
  DocumentConnections,
  loadConnectionKeys,
  NoteTokenUseHandler,
  type PersonConnections,
} from '#libs/connections';
import type { ReadModelsConnection } from '#libs/read-models';
import { SETTINGS, type Settings } from '#libs/settings';
import { DATABASE, ReadModelsModule } from '../stores/read-models.module.js';

const provider = {
  provide: CONNECTIONS,
  inject: [DATABASE, SETTINGS],
  useFactory: async (database: ReadModelsConnection, settings: Settings) =>
    new DocumentConnections(database.collection<PersonConnections>('connections'), await loadConnectionKeys(settings)),
};

/** People's tokens for Git hosts. */
@Module({ imports: [ReadModelsModule], providers: [provider, NoteTokenUseHandler], exports: [provider] })
export class ConnectionsModule {}
