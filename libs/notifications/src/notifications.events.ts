import { z } from 'zod';
import type { AudienceOf } from '#libs/access';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';

const notificationId = z.uuid();
const notificationIds = z.array(notificationId);

/** Of a session, as all that is told so far. */
const ofSession = { projectId: z.uuid(), sessionId: z.uuid() };

const raised = {
  notificationId,
  /** The unread one about the same, which says nothing any more: it leaves the inbox. */
  supersedes: notificationId.optional(),
  /** The oldest of a full inbox, which leaves it. */
  displaces: notificationId.optional(),
};

/** What there is to be told, kind by kind; another kind is another member. */
const imageAvailable = z.object({
  kind: z.literal('image-available'),
  ...ofSession,
  image: z.object({ reference: z.string(), digest: z.string() }),
  commit: z.string().optional(),
  branch: z.string().optional(),
});

/** Rule 9: "a notice 2 days before" the person's own files of a session are deleted. */
const diskDue = z.object({
  kind: z.literal('disk-due'),
  ...ofSession,
  diskId: z.uuid(),
  expiresAt: z.iso.datetime(),
});

export const noticeSchema = z.discriminatedUnion('kind', [imageAvailable, diskDue]);

/** Stream `inbox-<userId>`: what one person is told. It is in no project's history: it is shown to that person alone. */
export const notificationsEvents = eventFamily('inbox-', {
  NotificationRaised: z
    .discriminatedUnion('kind', [imageAvailable.extend(raised), diskDue.extend(raised)])
    .describe('The person of the inbox is told something, once about each thing, and invited to act on it.'),
  NotificationRead: eventSchema('The person has read them.', { notificationIds }),
  InboxClosed: eventSchema('The person was erased: these leave the inbox, and nothing is raised in it any more.', {
    notificationIds,
  }),
});

export type NotificationsEvent = EventsOf<typeof notificationsEvents>;

export const notificationsAudience: AudienceOf<NotificationsEvent> = {
  NotificationRaised: { recipient: 'all' },
  NotificationRead: { recipient: 'all' },
  InboxClosed: {},
};

export type Notice = Readonly<z.infer<typeof noticeSchema>>;
export const notificationKinds = ['image-available', 'disk-due'] as const satisfies readonly Notice['kind'][];
