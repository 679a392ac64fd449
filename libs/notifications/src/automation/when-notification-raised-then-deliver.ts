import type { Policy } from '#libs/event-sourcing';
import { inboxOwner } from '../inbox.js';
import type { NotificationsEvent } from '../notifications.events.js';

/** What is raised from now on is told outside the console, too, where the operator and its person say so. */
export const whenNotificationRaisedThenDeliver: Policy<NotificationsEvent> = {
  name: 'when-notification-raised-then-deliver',
  on: ['NotificationRaised'],
  then: (event) => {
    if (event.type !== 'NotificationRaised') return Promise.resolve([]);
    const { notificationId, kind } = event.data;
    const data = { userId: inboxOwner(event), notificationId, kind, position: String(event.position) };
    return Promise.resolve([{ name: 'queue', data }]);
  },
};
