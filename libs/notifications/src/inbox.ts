import type { Evolver } from '#libs/event-sourcing';
import type { Notice, NotificationsEvent } from './notifications.events.js';

/** What deciding needs to know of a notification. */
export interface KeptNotification {
  readonly notificationId: string;
  readonly subject: string;
  readonly isUnread: boolean;
}

export interface Inbox {
  /** In the order in which they were raised; those that were superseded too, so that they are not raised again. */
  readonly kept: readonly KeptNotification[];
  /** Its person was erased. */
  readonly isClosed: boolean;
}

/** Notifications that an inbox holds: one more displaces the oldest, so that neither the state nor a list grows without end. */
export const INBOX_SIZE = 500;

const prefix = 'inbox-';

export const inboxStream = (userId: string): string => `${prefix}${userId}`;

/** Whose inbox a stream is. */
export const inboxOwner = ({ stream }: { readonly stream: string }): string => stream.slice(prefix.length);

/** What a notification is about: of each there is at most one that is unread. */
export const subjectOf = ({ kind, sessionId }: Pick<Notice, 'kind' | 'sessionId'>): string => `${kind} ${sessionId}`;

const asRead = (one: KeptNotification, isRead: boolean): KeptNotification =>
  isRead ? { ...one, isUnread: false } : one;

export const inbox: Evolver<Inbox, NotificationsEvent> = {
  initial: { kept: [], isClosed: false },
  evolve: {
    NotificationRaised: (state, { data }) => {
      const { notificationId, supersedes, displaces } = data;
      const others = state.kept.filter((one) => one.notificationId !== displaces);
      const before = others.map((one) => asRead(one, one.notificationId === supersedes));
      return { ...state, kept: [...before, { notificationId, subject: subjectOf(data), isUnread: true }] };
    },
    NotificationRead: (state, { data }) => {
      const read = new Set(data.notificationIds);
      return { ...state, kept: state.kept.map((one) => asRead(one, read.has(one.notificationId))) };
    },
    InboxClosed: () => ({ kept: [], isClosed: true }),
  },
};
