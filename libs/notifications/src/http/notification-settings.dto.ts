import { z } from 'zod';
import { notificationKinds } from '../notifications.events.js';

const kinds = z.object(
  Object.fromEntries(notificationKinds.map((kind) => [kind, z.boolean()])) as Record<
    (typeof notificationKinds)[number],
    z.ZodBoolean
  >,
);

export const notificationSettingsView = z
  .object({
    email: z.object({
      available: z.boolean().meta({ description: 'Whether anybody is told by e-mail here' }),
      hasAddress: z.boolean().meta({
        description:
          'Whether the identity provider has told a verified address of yours: without one you are told nothing',
      }),
      kinds: kinds.meta({ description: 'Of which kinds of notifications you are told by e-mail' }),
    }),
  })
  .meta({ id: 'NotificationSettings' });

export const notificationSettingsBody = z
  .strictObject({
    email: z.strictObject({
      kinds: kinds.partial().strict().meta({ description: 'Those that are chosen; the others stay as they are' }),
    }),
  })
  .meta({ id: 'ChooseNotifications' });
