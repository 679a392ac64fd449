import type { Evolver } from '#libs/event-sourcing';
import type { Notice, NotificationsEvent } from './notifications.events.js';

/** What deciding needs to know of a notification. */
export interface KeptNotification {
  readonly notificationId: string;
  readonly subject: string;
  readonly isUnread: boolean;
}

export interface Inbox {
  /** In the order in which they were raised; those that were superseded or withdrawn too, so that they are not raised again. */
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

/** A session, or all those of a project that use the images of a branch. */
export type Subject =
  | { readonly kind: Notice['kind']; readonly sessionId: string }
  | {
      readonly kind: 'image-available';
      readonly projectId: string;
      readonly repositoryId: string;
      readonly branch: string;
    };

/** What a notification is about: of each there is at most one that is unread. */
export const subjectOf = (about: Notice | Subject): string =>
  'repositoryId' in about && about.repositoryId !== undefined
    ? `${about.kind} ${about.projectId} ${about.repositoryId} ${about.branch}`
    : `${about.kind} ${(about as Notice).sessionId}`;

const asRead = (one: KeptNotification, isRead: boolean): KeptNotification =>
  isRead ? { ...one, isUnread: false } : one;

const withRead = (state: Inbox, ids: readonly string[]): Inbox => {
  const read = new Set(ids);
  return { ...state, kept: state.kept.map((one) => asRead(one, read.has(one.notificationId))) };
};

export const inbox: Evolver<Inbox, NotificationsEvent> = {
  initial: { kept: [], isClosed: false },
  evolve: {
    NotificationRaised: (state, { data }) => {
      const { notificationId, supersedes, displaces } = data;
      const others = state.kept.filter((one) => one.notificationId !== displaces);
      const before = others.map((one) => asRead(one, one.notificationId === supersedes));
      return { ...state, kept: [...before, { notificationId, subject: subjectOf(data), isUnread: true }] };
    },
    NotificationRead: (state, { data }) => withRead(state, data.notificationIds),
    NotificationWithdrawn: (state, { data }) => withRead(state, data.notificationIds),
    InboxClosed: () => ({ kept: [], isClosed: true }),
  },
};
