import { z } from 'zod';
import { pageQuery } from '#libs/rest';
import { notificationKinds } from '../notifications.events.js';

export const notificationsQuery = z.strictObject({
  ...pageQuery,
  unread: z
    .enum(['true', 'false'])
    .optional()
    .transform((text) => text === 'true')
    .meta({ description: '`true`: only those that are unread' }),
});

export const notificationView = z
  .object({
    notificationId: z.uuid(),
    kind: z.enum(notificationKinds),
    projectId: z.uuid(),
    projectName: z.string().meta({ description: 'As it is called today' }),
    sessionId: z.uuid(),
    sessionName: z.string().optional().meta({ description: 'As it is called today; absent: it was removed' }),
    image: z
      .object({ reference: z.string(), digest: z.string() })
      .optional()
      .meta({ description: 'Of `image-available`: the newer image' }),
    commit: z.string().optional().meta({ description: 'That it was built from' }),
    branch: z.string().optional(),
    sessionCount: z.int().optional().meta({
      description: 'Of `image-available`: how many sessions of the project had an older image; this is the first',
    }),
    expiresAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'Of `disk-due`: when your files of the session are deleted, unless it is resumed before' }),
    launchId: z.uuid().optional().meta({ description: 'Of `pause-due`: what can be kept running' }),
    reason: z.enum(['idle', 'max-lifetime']).optional().meta({ description: 'Of `pause-due`' }),
    pausesAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'Of `pause-due`: when your session is paused, unless it is used or kept running before' }),
    raisedAt: z.iso.datetime(),
    read: z.boolean(),
  })
  .meta({ id: 'Notification' });

export const inboxView = z
  .object({ unread: z.int().meta({ description: 'Unread notifications, of projects that you may read' }) })
  .meta({ id: 'Inbox' });
