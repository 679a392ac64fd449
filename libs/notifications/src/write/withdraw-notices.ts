import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import { type Inbox, type Subject, subjectOf } from '../inbox.js';
import type { NotificationsEvent } from '../notifications.events.js';
import { reject } from '../notifications.rejections.js';

/** Sent by policies: what was told of it is not so any more. */
export class WithdrawNotices extends Command<{ readonly userId: string } & Subject> {}

/** What was read before stays: it was told, and was so then. */
export const withdrawNotices: Decide<DataOf<WithdrawNotices>, Inbox, NotificationsEvent> = (
  { actor, ...about },
  { kept },
) => {
  if (!actor.startsWith('system:')) return reject('forbidden', 'Only the system itself withdraws notifications.');
  const stale = kept.filter(({ isUnread, subject }) => isUnread && subject === subjectOf(about));
  if (stale.length === 0) return nothing;
  return [{ type: 'NotificationWithdrawn', data: { notificationIds: stale.map((one) => one.notificationId) } }];
};
