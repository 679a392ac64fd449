import type { NotificationKind } from '../delivery.events.js';

/** `invitation`: by e-mail, too, and told to whoever has an address. Apart, so that what people write to strangers delays nobody's notifications. */
export const channelNames = ['email', 'webhook', 'invitation'] as const;
export type ChannelName = (typeof channelNames)[number];

/** Whether somebody typed where it goes to: that such a message is refused for itself says nothing of the server. */
export const isToTypedAddress = (channel: ChannelName): boolean => channel === 'invitation';

interface Queued {
  /** Channel and what is told: queued twice it is told once. */
  readonly _id: string;
  /** `ready`: it is of a message. `ended`: told, or never to be; kept for a while so that it is not queued again. */
  readonly state: 'waiting' | 'ready' | 'ended';
  /** Of the message that it is of, which is the same at each attempt. */
  readonly messageId?: string;
  readonly queuedAt: Date;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly endedAt?: Date;
}

/** A notification that is to be told to its person. */
export interface NotificationRow extends Queued {
  readonly channel: Exclude<ChannelName, 'invitation'>;
  readonly notificationId: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  /** Of the event that raised it: what tells it waits until the read models know it. */
  readonly position: string;
}

/** An invitation that is to be told to whom it is for. */
export interface InvitationRow extends Queued {
  readonly channel: 'invitation';
  readonly invitationId: string;
  readonly projectId: string;
  readonly invitedBy: string;
  /** Of what was told within a day: the hash of its address, and which of the few e-mails to it this is. */
  readonly recipientSlot?: string;
  readonly toldAt?: Date;
}

/** What is to be told on a channel. It says neither where to nor what: both are looked up when it is told. */
export type OutboxRow = NotificationRow | InvitationRow;
