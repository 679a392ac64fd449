import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { DeliveryEvent, NotificationKind } from '../delivery.events.js';
import type { Delivery } from '../delivery.js';
import { reject } from '../notifications.rejections.js';

/** By the link of a message, which is the right to it: sent by the system, not by a person. */
export class Unsubscribe extends Command<{ readonly userId: string; readonly kinds: readonly NotificationKind[] }> {}

/** Of kinds that are not wanted already nothing is said. */
export const unsubscribe: Decide<DataOf<Unsubscribe>, Delivery, DeliveryEvent> = ({ kinds, actor }, state) => {
  if (!actor.startsWith('system:')) return reject('forbidden', 'One unsubscribes by the link of a message.');
  const wanted = kinds.filter((kind) => state[kind] !== false);
  if (wanted.length === 0) return nothing;
  return [{ type: 'DeliveryUnsubscribed', data: { channel: 'email', kinds: wanted } }];
};
