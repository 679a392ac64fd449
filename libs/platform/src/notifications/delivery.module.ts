import { Global, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import {
  DELIVERY_SETTINGS,
  type DeliverySettings,
  DocumentOutbox,
  type OutboxRow,
  RecipientHashes,
  UnsubscribeLinks,
} from '#libs/notifications';
import type { ReadModelsConnection } from '#libs/read-models';
import { publicUrlOf, SETTINGS, type Settings } from '#libs/settings';
import { SESSION_ACCESS_SECRET, SessionAccessModule } from '../access/session-access.module.js';
import { DATABASE, ReadModelsModule } from '../stores/read-models.module.js';

const providers = [
  {
    provide: DELIVERY_SETTINGS,
    inject: [SETTINGS],
    useFactory: (settings: Settings): DeliverySettings => ({
      email: settings.EMAIL_NOTIFICATIONS,
      webhook: settings.NOTIFICATION_WEBHOOK_URL !== undefined,
    }),
  },
  {
    provide: DocumentOutbox,
    inject: [DATABASE],
    useFactory: (database: ReadModelsConnection) =>
      new DocumentOutbox(database.collection<OutboxRow>('notification-deliveries')),
  },
  {
    provide: UnsubscribeLinks,
    inject: [SESSION_ACCESS_SECRET, SETTINGS],
    useFactory: (secret: string, settings: Settings) => new UnsubscribeLinks(secret, publicUrlOf(settings)),
  },
  {
    provide: RecipientHashes,
    inject: [SESSION_ACCESS_SECRET],
    useFactory: (secret: string) => new RecipientHashes(secret),
  },
];

/** How people are told outside the console, as the settings say. */
@Global()
@Module({ imports: [ReadModelsModule, SessionAccessModule], providers, exports: providers })
export class DeliveryModule implements OnApplicationBootstrap {
  constructor(@Inject(DocumentOutbox) private readonly outbox: DocumentOutbox) {}

  /** Not before: Nest initialises a global module before those that it imports, which wait for the database. */
  async onApplicationBootstrap(): Promise<void> {
    await this.outbox.prepare();
  }
}
