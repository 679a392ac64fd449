import type { Evolver } from '#libs/event-sourcing';
import type { DeliveryEvent, NotificationKind } from './delivery.events.js';

/** What a person chose of e-mail, kind by kind; of what is absent the operator's default is so. */
export type Delivery = Readonly<Partial<Record<NotificationKind, boolean>>>;

export const deliveryStream = (userId: string): string => `delivery-${userId}`;

export const delivery: Evolver<Delivery, DeliveryEvent> = {
  initial: {},
  evolve: {
    DeliveryChosen: (state, { data: { kind, wanted } }) => ({ ...state, [kind]: wanted }),
    DeliveryUnsubscribed: (state, { data: { kinds } }) => ({
      ...state,
      ...Object.fromEntries(kinds.map((kind) => [kind, false])),
    }),
  },
};
