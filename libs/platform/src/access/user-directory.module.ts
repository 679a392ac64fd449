import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { DocumentUserDirectory, USER_DIRECTORY, type UserDirectoryRow } from '#libs/access';
import type { ReadModelsConnection } from '#libs/read-models';
import { DATABASE, ReadModelsModule } from '../stores/read-models.module.js';

const provider = {
  provide: USER_DIRECTORY,
  inject: [DATABASE],
  useFactory: (database: ReadModelsConnection) =>
    new DocumentUserDirectory(database.collection<UserDirectoryRow>('users')),
};

/** Who the log's opaque ids are. */
@Module({ imports: [ReadModelsModule], providers: [provider], exports: [provider] })
export class UserDirectoryModule implements OnModuleInit {
  constructor(@Inject(USER_DIRECTORY) private readonly directory: DocumentUserDirectory) {}

  async onModuleInit(): Promise<void> {
    await this.directory.prepare();
  }
}
