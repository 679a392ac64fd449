import { Module, type OnModuleInit } from '@nestjs/common';
import { type SignedOutBrowserRow, SignedOutBrowsers } from '#libs/access';
import type { ReadModelsConnection } from '#libs/read-models';
import { DATABASE, ReadModelsModule } from '../stores/read-models.module.js';

const provider = {
  provide: SignedOutBrowsers,
  inject: [DATABASE],
  useFactory: (database: ReadModelsConnection) =>
    new SignedOutBrowsers(database.collection<SignedOutBrowserRow>('signed-out-browsers')),
};

/** Where people have signed out: an API says so, and each gateway asks. */
@Module({ imports: [ReadModelsModule], providers: [provider], exports: [provider] })
export class SignedOutBrowsersModule implements OnModuleInit {
  constructor(private readonly browsers: SignedOutBrowsers) {}

  async onModuleInit(): Promise<void> {
    await this.browsers.prepare();
  }
}
