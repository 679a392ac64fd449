import { z } from 'zod';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';
import { notificationKinds } from './notifications.events.js';

const kind = z.enum(notificationKinds);
/** The operator's webhook is not for a person to choose. */
const channel = z.literal('email');

/** Stream `delivery-<userId>`: what one person wants to be told outside the console. No address is in it. Nobody is shown these events. */
export const deliveryEvents = eventFamily('delivery-', {
  DeliveryChosen: eventSchema('The person, signed in, wants notifications of a kind on a channel, or does not.', {
    channel,
    kind,
    wanted: z.boolean(),
  }),
  DeliveryUnsubscribed: eventSchema(
    'Whoever has a message of a channel wants no more of its kinds: by the link in it, without signing in.',
    { channel, kinds: z.array(kind) },
  ),
});

export type DeliveryEvent = EventsOf<typeof deliveryEvents>;
export type NotificationKind = z.infer<typeof kind>;
