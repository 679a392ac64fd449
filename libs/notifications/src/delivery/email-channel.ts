import type { UserDirectory } from '#libs/access';
import type { ReadModels, StreamStates } from '#libs/event-sourcing';
import { type Delivery, delivery, deliveryStream } from '../delivery.js';
import type { InboxQueries } from '../read/inbox.queries.js';
import type { Channel, Delivered } from './channel.js';
import { type DeliverySettings, isWantedByEmail } from './delivery-settings.js';
import { emailMessage } from './email-message.js';
import { isOneAddress } from './is-one-address.js';
import type { NotificationRow } from './outbox-row.js';
import type { SmtpMailer } from './smtp-mailer.js';
import { unreadOfMessage } from './unread-of-message.js';
import type { UnsubscribeLinks } from './unsubscribe-links.js';

interface Parts {
  readonly settings: DeliverySettings;
  readonly publicUrl: string;
  readonly mailer: Pick<SmtpMailer, 'send'>;
  readonly links: UnsubscribeLinks;
  readonly directory: Pick<UserDirectory, 'emailOf'>;
  readonly states: Pick<StreamStates, 'of'>;
  readonly readModels: Pick<ReadModels, 'waitFor'>;
  readonly inbox: Pick<InboxQueries, 'stillUnread'>;
}

/** Tells people by e-mail: who has a verified address, what they want of it and have not read. */
export class EmailChannel implements Channel<NotificationRow> {
  readonly name = 'email';

  constructor(private readonly parts: Parts) {}

  async deliver(messageId: string, rows: readonly NotificationRow[]): Promise<Delivered> {
    const { settings, directory, states, links, mailer, publicUrl } = this.parts;
    const userId = rows[0]?.userId ?? '';
    const chosen: Delivery = (await states.of(deliveryStream(userId), delivery)).state;
    const wanted = rows.filter(({ kind }) => isWantedByEmail(settings, chosen, kind));
    const to = wanted.length === 0 ? undefined : await directory.emailOf(userId);
    if (to === undefined || !isOneAddress(to)) return 'dropped';
    const unread = await unreadOfMessage(wanted, this.parts);
    if (unread === undefined) return 'not-yet';
    if (unread.length === 0) return 'dropped';
    const unsubscribe = links.urlFor({ userId, kinds: [...new Set(unread.map(({ kind }) => kind))] });
    await mailer.send({ to, messageId, unsubscribe, ...emailMessage(unread, { publicUrl, unsubscribe }) });
    return 'sent';
  }
}
