import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { Inbox } from '../inbox.js';
import type { NotificationsEvent } from '../notifications.events.js';
import { reject } from '../notifications.rejections.js';

export class ReadAllNotifications extends Command<{ readonly userId: string }> {}

/** One event, however many they are: an inbox is bounded. */
export const readAllNotifications: Decide<DataOf<ReadAllNotifications>, Inbox, NotificationsEvent> = (
  { userId, actor },
  { kept },
) => {
  if (actor !== userId) return reject('forbidden', 'Only you yourself read your notifications.');
  const notificationIds = kept.filter(({ isUnread }) => isUnread).map((one) => one.notificationId);
  return notificationIds.length === 0 ? nothing : [{ type: 'NotificationRead', data: { notificationIds } }];
};
