import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { DocumentPersonalTokens, PERSONAL_TOKENS, type PersonalTokenRow } from '#libs/access';
import type { ReadModelsConnection } from '#libs/read-models';
import { DATABASE, ReadModelsModule } from '../stores/read-models.module.js';

const provider = {
  provide: PERSONAL_TOKENS,
  inject: [DATABASE],
  useFactory: (database: ReadModelsConnection) =>
    new DocumentPersonalTokens(database.collection<PersonalTokenRow>('personal-tokens')),
};

/** Tokens that people made for programs of theirs. */
@Module({ imports: [ReadModelsModule], providers: [provider], exports: [provider] })
export class PersonalTokensModule implements OnModuleInit {
  constructor(@Inject(PERSONAL_TOKENS) private readonly tokens: DocumentPersonalTokens) {}

  async onModuleInit(): Promise<void> {
    await this.tokens.prepare();
  }
}
