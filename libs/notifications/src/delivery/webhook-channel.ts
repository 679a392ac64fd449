import { createHmac } from 'node:crypto';
import type { ReadModels } from '#libs/event-sourcing';
import { type OutboundClient, UnreachableError } from '#libs/outbound';
import type { InboxQueries, ShownNotification } from '../read/inbox.queries.js';
import type { Channel, Delivered } from './channel.js';
import { DeliveryFailure } from './delivery-failure.js';
import type { NotificationRow } from './outbox-row.js';
import { unreadOfMessage } from './unread-of-message.js';

interface Parts {
  readonly url: string;
  /** `whsec_` and base64, as Standard Webhooks has it. */
  readonly secret: string;
  readonly outbound: Pick<OutboundClient, 'status'>;
  readonly readModels: Pick<ReadModels, 'waitFor'>;
  readonly inbox: Pick<InboxQueries, 'stillUnread'>;
}

/** Ids alone: whoever may see more asks the API. */
const dataOf = ({ notificationId, userId, kind, projectId, sessionId, ...told }: ShownNotification): object => ({
  ...{ notificationId, userId, kind, projectId, sessionId },
  ...('diskId' in told ? { diskId: told.diskId, expiresAt: told.expiresAt } : {}),
  ...('launchId' in told ? { launchId: told.launchId, run: told.run, pausesAt: told.pausesAt } : {}),
});

/** Too much at once, and what a proxy says of a host that is down. Any other answer is the receiver's word on this message alone. */
const ofTheHost: ReadonlySet<number> = new Set([429, 502, 503, 504]);

const failureOf = (status: number): DeliveryFailure =>
  new DeliveryFailure(ofTheHost.has(status) ? 'server' : 'message', `answered ${status}`);

/** For the operator, who chose the address. */
const reasonOf = (error: unknown): string => {
  const { name, cause } = error as Partial<Error>;
  if (cause instanceof UnreachableError) return 'no such host, or none that may be asked (OUTBOUND_ALLOWED)';
  const { code, name: kind = name ?? 'failed' } = Object(cause) as { readonly code?: unknown; readonly name?: string };
  return `no answer: ${typeof code === 'string' ? code : kind}`;
};

/** Tells the operator's own program: https://www.standardwebhooks.com. */
export class WebhookChannel implements Channel<NotificationRow> {
  readonly name = 'webhook';
  readonly #key: Buffer;

  constructor(private readonly parts: Parts) {
    this.#key = Buffer.from(parts.secret.slice('whsec_'.length), 'base64');
  }

  async deliver(messageId: string, rows: readonly NotificationRow[]): Promise<Delivered> {
    const unread = await unreadOfMessage(rows, this.parts);
    if (unread === undefined) return 'not-yet';
    const [told] = unread;
    if (told === undefined) return 'dropped';
    await this.send(
      messageId,
      JSON.stringify({ type: 'notification.raised', timestamp: told.raisedAt, data: dataOf(told) }),
    );
    return 'sent';
  }

  private async send(messageId: string, body: string): Promise<void> {
    const { url, outbound } = this.parts;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', this.#key).update(`${messageId}.${timestamp}.${body}`).digest('base64');
    const headers = {
      ...{ 'content-type': 'application/json', 'webhook-id': messageId },
      ...{ 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` },
    };
    const status = await outbound.status({ url, method: 'POST', headers, body }).catch((error: unknown) => {
      throw new DeliveryFailure('server', reasonOf(error));
    });
    if (status < 200 || status >= 300) throw failureOf(status);
  }
}
