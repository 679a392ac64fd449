import { deciderSpec, type Given, recorded } from '#libs/event-sourcing/testing';
import { inbox, inboxStream } from './inbox.js';
import { notificationIdOf } from './notification-id.js';
import type { Notice, NotificationsEvent } from './notifications.events.js';

/** Builders for this slice's specs. */
export const grace = '0a000000-0000-4000-8000-00000000000b';
export const linus = '0a000000-0000-4000-8000-00000000000c';
export const projectId = '7d1a1c7e-0000-4000-8000-000000000001';
export const [session, otherSession] = ['7d1a1c7e-0000-4000-8000-000000000011', '7d1a1c7e-0000-4000-8000-000000000012'];

export const imageOf = (build: string) => ({
  reference: `registry.example.org/analysis:${build}`,
  digest: `sha256:${build}`,
});

/** That a newer image is available. */
export const notice = (build: string, sessionId = session): Notice => ({
  ...{ kind: 'image-available', projectId, sessionId, image: imageOf(build) },
  ...{ commit: build, branch: 'main' },
});

export const idOf = (build: string, sessionId = session, userId = grace): string =>
  notificationIdOf(userId, notice(build, sessionId));

interface Details {
  readonly sessionId?: string;
  readonly userId?: string;
  readonly supersedes?: string;
  readonly displaces?: string;
}

export const raised = (build: string, { sessionId = session, userId = grace, ...left }: Details = {}) =>
  ({
    type: 'NotificationRaised',
    data: { ...notice(build, sessionId), notificationId: idOf(build, sessionId, userId), ...left },
  }) as const;

export const read = (...notificationIds: string[]) =>
  ({ type: 'NotificationRead', data: { notificationIds } }) as const;

export const withdrawn = (...notificationIds: string[]) =>
  ({ type: 'NotificationWithdrawn', data: { notificationIds } }) as const;

export const closed = (...notificationIds: string[]) => ({ type: 'InboxClosed', data: { notificationIds } }) as const;

/** In somebody's inbox. */
export const inboxOf = (userId: string, event: NotificationsEvent): Given<NotificationsEvent> =>
  recorded(event, { stream: inboxStream(userId) });

export const spec = deciderSpec(inbox);
