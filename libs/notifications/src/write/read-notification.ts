import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { Inbox } from '../inbox.js';
import type { NotificationsEvent } from '../notifications.events.js';
import { reject } from '../notifications.rejections.js';

export class ReadNotification extends Command<{ readonly userId: string; readonly notificationId: string }> {}

/** Twice is once; one that was superseded has nothing to be read any more. */
export const readNotification: Decide<DataOf<ReadNotification>, Inbox, NotificationsEvent> = (
  { userId, notificationId, actor },
  { kept },
) => {
  const found = kept.find((one) => one.notificationId === notificationId);
  if (actor !== userId || found === undefined) return reject('notification-not-found');
  return found.isUnread ? [{ type: 'NotificationRead', data: { notificationIds: [notificationId] } }] : nothing;
};
