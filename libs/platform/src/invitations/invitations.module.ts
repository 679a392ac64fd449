import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { DocumentInvitedAddresses, INVITED_ADDRESSES, type InvitedAddressRow } from '#libs/projects';
import type { ReadModelsConnection } from '#libs/read-models';
import { DATABASE, ReadModelsModule } from '../stores/read-models.module.js';

const provider = {
  provide: INVITED_ADDRESSES,
  inject: [DATABASE],
  useFactory: (database: ReadModelsConnection) =>
    new DocumentInvitedAddresses(database.collection<InvitedAddressRow>('invitations')),
};

/** For whom the open invitations to projects are. */
@Module({ imports: [ReadModelsModule], providers: [provider], exports: [provider] })
export class InvitationsModule implements OnModuleInit {
  constructor(@Inject(INVITED_ADDRESSES) private readonly addresses: DocumentInvitedAddresses) {}

  async onModuleInit(): Promise<void> {
    await this.addresses.prepare();
  }
}
