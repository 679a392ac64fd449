import type { Projection } from '#libs/event-sourcing';
import { inboxOwner } from '../inbox.js';
import type { NotificationsEvent } from '../notifications.events.js';

export interface UnreadNotification {
  readonly notificationId: string;
  /** What its person may not read any more is not counted. */
  readonly projectId: string;
}

/** At most as many as an inbox holds. */
export interface UnreadDocument {
  readonly unread: readonly UnreadNotification[];
}

const none: UnreadDocument = { unread: [] };

const without = ({ unread }: UnreadDocument, ids: readonly (string | undefined)[]): readonly UnreadNotification[] => {
  const gone = new Set(ids);
  return unread.filter(({ notificationId }) => !gone.has(notificationId));
};

/** One small document an inbox: counted without looking at what is in it. */
export const unreadNotifications: Projection<UnreadDocument, NotificationsEvent> = {
  name: 'unread-notifications',
  version: 2,
  ids: (event) => [inboxOwner(event)],
  evolve: {
    NotificationRaised: (doc = none, { data: { notificationId, projectId, supersedes, displaces } }) => ({
      unread: [...without(doc, [supersedes, displaces]), { notificationId, projectId }],
    }),
    NotificationRead: (doc = none, { data }) => ({ unread: without(doc, data.notificationIds) }),
    NotificationWithdrawn: (doc = none, { data }) => ({ unread: without(doc, data.notificationIds) }),
    InboxClosed: () => undefined,
  },
};
