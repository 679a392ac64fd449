import type { Projection } from '#libs/event-sourcing';
import { inboxOwner } from '../inbox.js';
import { type Notice, type NotificationsEvent, noticeSchema } from '../notifications.events.js';

/** A notification that its person finds in their inbox. */
export type NotificationDocument = Notice & {
  readonly notificationId: string;
  readonly userId: string;
  readonly raisedAt: string;
  /** Of the event that raised it: the higher, the newer in its inbox. */
  readonly raisedAtRevision: number;
  readonly read: boolean;
};

const present = (ids: readonly (string | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== undefined))];

const idsIn = ({ type, data }: NotificationsEvent): string[] =>
  type === 'NotificationRaised'
    ? present([data.notificationId, data.supersedes, data.displaces])
    : present(data.notificationIds);

/** One document a notification. What is left of one that was superseded, displaced or withdrawn is of nobody's inbox. */
export const notificationDocuments: Projection<NotificationDocument, NotificationsEvent> = {
  name: 'notification',
  version: 2,
  indexes: [{ keys: { userId: 1, raisedAtRevision: -1 } }, { keys: { userId: 1, read: 1, raisedAtRevision: -1 } }],
  ids: idsIn,
  partition: { field: 'userId', of: inboxOwner },
  evolve: {
    NotificationRaised: (_, event, id) => {
      const { at, data, revision } = event;
      if (id !== data.notificationId) return undefined;
      return {
        ...noticeSchema.parse(data),
        notificationId: id,
        userId: inboxOwner(event),
        raisedAt: at,
        raisedAtRevision: Number(revision),
        read: false,
      };
    },
    NotificationRead: (doc) => doc && { ...doc, read: true },
    NotificationWithdrawn: () => undefined,
    InboxClosed: () => undefined,
  },
};
