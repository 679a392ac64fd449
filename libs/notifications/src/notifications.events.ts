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
  /** With it the notification is about all sessions of the project that use the branch, and names the first; those before it named each. */
  repositoryId: z.uuid().optional(),
  /** How many of them had an older image then; of very many not all are counted. */
  sessionCount: z.int().min(1).optional(),
});

/** Rule 9: "a notice 2 days before" the person's own files of a session are deleted. */
const diskDue = z.object({
  kind: z.literal('disk-due'),
  ...ofSession,
  diskId: z.uuid(),
  expiresAt: z.iso.datetime(),
});

/** Rule 10: a session that nobody uses, or that has run for as long as it may, is paused; announced before. */
const pauseDue = z.object({
  kind: z.literal('pause-due'),
  ...ofSession,
  launchId: z.uuid(),
  run: z.int().min(1),
  reason: z.enum(['idle', 'max-lifetime']),
  pausesAt: z.iso.datetime(),
});

export const noticeSchema = z.discriminatedUnion('kind', [imageAvailable, diskDue, pauseDue]);

/** Stream `inbox-<userId>`: what one person is told. It is in no project's history: it is shown to that person alone. */
export const notificationsEvents = eventFamily('inbox-', {
  NotificationRaised: z
    .discriminatedUnion('kind', [imageAvailable.extend(raised), diskDue.extend(raised), pauseDue.extend(raised)])
    .describe('The person of the inbox is told something, once about each thing, and invited to act on it.'),
  NotificationRead: eventSchema('The person has read them.', { notificationIds }),
  NotificationWithdrawn: eventSchema('What they told is not so any more: they leave the inbox unread.', {
    notificationIds,
  }),
  InboxClosed: eventSchema('The person was erased: these leave the inbox, and nothing is raised in it any more.', {
    notificationIds,
  }),
});

export type NotificationsEvent = EventsOf<typeof notificationsEvents>;

export const notificationsAudience: AudienceOf<NotificationsEvent> = {
  NotificationRaised: { recipient: 'all' },
  NotificationRead: { recipient: 'all' },
  NotificationWithdrawn: { recipient: 'all' },
  InboxClosed: {},
};

export type Notice = Readonly<z.infer<typeof noticeSchema>>;
export const notificationKinds = [
  'image-available',
  'disk-due',
  'pause-due',
] as const satisfies readonly Notice['kind'][];
