import type { NotificationKind } from '../delivery.events.js';

export const channelNames = ['email', 'webhook'] as const;
export type ChannelName = (typeof channelNames)[number];

/** A notification that is to be told on a channel. It says neither where to nor what: both are looked up when it is told. */
export interface OutboxRow {
  /** Channel and notification: raised twice is queued once. */
  readonly _id: string;
  readonly channel: ChannelName;
  readonly notificationId: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  /** Of the event that raised it: what tells it waits until the read models know it. */
  readonly position: string;
  /** `ready`: it is of a message. `ended`: told, or never to be; kept for a while so that it is not queued again. */
  readonly state: 'waiting' | 'ready' | 'ended';
  /** Of the message that it is of, which is the same at each attempt. */
  readonly messageId?: string;
  readonly queuedAt: Date;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly endedAt?: Date;
}
