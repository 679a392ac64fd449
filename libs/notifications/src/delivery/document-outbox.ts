import { insertedOnce, unlessDuplicate } from '#libs/event-sourcing';
import { INBOX_SIZE } from '../inbox.js';
import { messagePlan } from './message-plan.js';
import type { OutboxCollection } from './outbox-collection.js';
import {
  type ChannelName,
  type InvitationRow,
  isToTypedAddress,
  type NotificationRow,
  type OutboxRow,
} from './outbox-row.js';

type Notification = Pick<NotificationRow, 'channel' | 'notificationId' | 'userId' | 'kind' | 'position'>;
type Invitation = Pick<InvitationRow, 'invitationId' | 'projectId' | 'invitedBy'>;

const PAGE = 200;
/** In which it may be read, superseded or withdrawn, and others may come that are told with it. */
const EMAIL_DELAY_MS = 2 * 60_000;
/** In which who mistyped an address can withdraw it. */
const INVITATION_DELAY_MS = 20_000;
const DAY_MS = 24 * 60 * 60_000;
/** Longer than a channel takes for a message, with what it looks up before. */
const CLAIMED_MS = 3 * 60_000;
/** E-mails that go to strangers at one person's word: a course's worth, and too few to annoy many in the operator's name. */
const MOST_INVITATIONS_A_DAY = 50;
/** E-mails of invitations to one address, whoever invites: it has no other way not to get them. */
const MOST_TO_ONE_A_DAY = 3;
/** Longer than a policy can lag behind that queues anew what it is not known to have queued. */
const KEPT_MS = 14 * 24 * 60 * 60_000;

/** What else is told waits for nothing that is told with it. */
const isNotification = (row: OutboxRow): row is NotificationRow => row.channel !== 'invitation';

/** What is still to be told outside the console, in a document collection: many may queue, one at a time sends. */
export class DocumentOutbox {
  constructor(
    private readonly rows: OutboxCollection,
    private readonly now = (): Date => new Date(),
  ) {}

  /** Makes the indexes. */
  async prepare(): Promise<void> {
    await this.rows.createIndex({ channel: 1, state: 1, dueAt: 1 });
    await this.rows.createIndex({ channel: 1, state: 1, queuedAt: 1 });
    await this.rows.createIndex({ userId: 1, channel: 1, state: 1 });
    // by its state, too: else as many documents are looked at for each message as are ready
    await this.rows.createIndex({ messageId: 1, channel: 1, state: 1 });
    await this.rows.createIndex({ invitedBy: 1, queuedAt: 1 });
    await this.rows.createIndex({ state: 1, endedAt: 1 });
    await this.rows.createIndex({ recipientSlot: 1 }, { unique: true, sparse: true });
    await this.rows.createIndex({ toldAt: 1 }, { sparse: true });
  }

  /** Once, however often it is called. */
  async queue(queued: Notification): Promise<void> {
    const { channel, notificationId } = queued;
    const now = this.now();
    const started = { _id: `${channel} ${notificationId}`, queuedAt: now, attempts: 0 };
    const row: NotificationRow =
      channel === 'email'
        ? { ...queued, ...started, state: 'waiting', dueAt: new Date(now.getTime() + EMAIL_DELAY_MS) }
        : { ...queued, ...started, state: 'ready', dueAt: now, messageId: notificationId };
    await insertedOnce(this.rows, row);
  }

  /** Once, however often it is called. What somebody invites to beyond the most of a day is not told: it waits in the console all the same. */
  async queueInvitation(invitation: Invitation): Promise<void> {
    const { invitationId, invitedBy } = invitation;
    const now = this.now();
    const since = new Date(now.getTime() - DAY_MS);
    const ofToday = { channel: 'invitation', invitedBy, queuedAt: { $gt: since } } as const;
    if ((await this.rows.countDocuments(ofToday)) >= MOST_INVITATIONS_A_DAY) return;
    await insertedOnce<OutboxRow>(this.rows, {
      ...{ ...invitation, _id: `invitation ${invitationId}`, channel: 'invitation', messageId: invitationId },
      ...{ state: 'ready', queuedAt: now, dueAt: new Date(now.getTime() + INVITATION_DELAY_MS), attempts: 0 },
    });
  }

  /**
   * To be called before an invitation is told: false where its recipient was told of as many within a day as anybody is. By a unique index, so that it
   * holds also where several are told at once, or by a worker that has lost its lease unawares.
   */
  async claimRecipient({ _id }: Pick<InvitationRow, '_id'>, recipient: string): Promise<boolean> {
    await this.forgetRecipients();
    const toldAt = this.now();
    for (let nth = 1; nth <= MOST_TO_ONE_A_DAY; nth += 1) {
      const claim = { $set: { recipientSlot: `${recipient} ${nth}`, toldAt } };
      if (await unlessDuplicate(() => this.rows.updateMany({ _id }, claim))) return true;
    }
    return false;
  }

  /** Of what is known not to have been told. */
  async releaseRecipient({ _id }: Pick<InvitationRow, '_id'>): Promise<void> {
    await this.rows.updateMany({ _id }, { $unset: { recipientSlot: '', toldAt: '' } });
  }

  /** Makes messages of what waits, once it is due. */
  async plan(channel: ChannelName): Promise<void> {
    const now = this.now();
    const due = await this.rows
      .find({ channel, state: 'waiting', dueAt: { $lte: now } })
      .sort({ dueAt: 1 })
      .limit(PAGE)
      .toArray();
    for (const userId of new Set(due.filter(isNotification).map((row) => row.userId))) {
      // the newest: of more than an inbox holds, those before them are hardly in it any more, and would be told in messages of their own
      const waiting = await this.rows
        .find({ userId, channel, state: 'waiting' })
        .sort({ dueAt: -1 })
        .limit(INBOX_SIZE)
        .toArray();
      for (const { messageId, rows } of messagePlan(waiting.filter(isNotification), now))
        await this.rows.updateMany(
          // of what is waiting still: a worker that has lost its lease unawares may plan while the next one has told it
          { _id: { $in: rows.map(({ _id }) => _id) }, state: 'waiting' },
          {
            $set: { state: 'ready', messageId, dueAt: now },
          },
        );
    }
  }

  /** Ids of messages that are to be sent, the longest due first. */
  async due(channel: ChannelName): Promise<readonly string[]> {
    const found = await this.rows
      .find({ channel, state: 'ready', dueAt: { $lte: this.now() } })
      .sort({ dueAt: 1 })
      .limit(PAGE)
      .toArray();
    return [...new Set(found.flatMap(({ messageId }) => messageId ?? []))];
  }

  /**
   * What is to be told in a message now: nothing where somebody else is at it, or was killed at it a moment ago. So it is not told by two workers when the
   * lease goes from one to the other meanwhile, nor again and again where the database takes no writes.
   */
  async claim(channel: ChannelName, messageId: string): Promise<readonly OutboxRow[]> {
    const message = { messageId, channel, state: 'ready' } as const;
    const rows = await this.rows.find(message).toArray();
    const now = this.now();
    const dueAt = new Date(now.getTime() + CLAIMED_MS);
    const { matchedCount } = await this.rows.updateMany({ ...message, dueAt: { $lte: now } }, { $set: { dueAt } });
    return matchedCount === rows.length ? rows : [];
  }

  /** What was queued on a channel and is neither told nor given up, and since when the eldest waits for the server. */
  async undelivered(channel: ChannelName): Promise<{ readonly count: number; readonly since: Date | undefined }> {
    const filter = { channel, state: { $in: ['waiting', 'ready'] } } as const;
    const ofServer = isToTypedAddress(channel) ? { ...filter, attempts: 0 } : filter;
    const [eldest] = await this.rows.find(ofServer).sort({ queuedAt: 1 }).limit(1).toArray();
    return { count: await this.rows.countDocuments(filter), since: eldest?.queuedAt };
  }

  async postpone(
    channel: ChannelName,
    messageId: string,
    { dueAt, attempts }: Pick<OutboxRow, 'dueAt' | 'attempts'>,
  ): Promise<void> {
    await this.rows.updateMany({ messageId, channel, state: 'ready' }, { $set: { dueAt, attempts } });
  }

  async end(channel: ChannelName, messageId: string): Promise<void> {
    await this.rows.updateMany(
      { messageId, channel, state: 'ready' },
      { $set: { state: 'ended', endedAt: this.now() } },
    );
  }

  /** Of a channel that is switched off: once it is on again, nobody is told what was to be told before. Resolves with how much that was. */
  async forget(channel: ChannelName): Promise<number> {
    const { count } = await this.undelivered(channel);
    await this.rows.deleteMany({ channel });
    return count;
  }

  /** Forgets what ended long ago, and of what no longer counts whom it was told to. */
  async purge(): Promise<void> {
    await this.forgetRecipients();
    await this.rows.deleteMany({ state: 'ended', endedAt: { $lt: new Date(this.now().getTime() - KEPT_MS) } });
  }

  private async forgetRecipients(): Promise<void> {
    const toldAt = { $lte: new Date(this.now().getTime() - DAY_MS) };
    await this.rows.updateMany({ toldAt }, { $unset: { recipientSlot: '', toldAt: '' } });
  }
}
