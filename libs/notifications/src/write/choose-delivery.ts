import { Command, type DataOf, type Decide } from '#libs/event-sourcing';
import type { DeliveryEvent, NotificationKind } from '../delivery.events.js';
import type { Delivery } from '../delivery.js';
import { reject } from '../notifications.rejections.js';

/** `kinds`: those that are chosen anew; of the others nothing changes. */
export class ChooseDelivery extends Command<{ readonly userId: string; readonly kinds: Delivery }> {}

/** Also where the default says the same: what was chosen stays when the operator changes the default. */
export const chooseDelivery: Decide<DataOf<ChooseDelivery>, Delivery, DeliveryEvent> = (
  { userId, kinds, actor },
  state,
) => {
  if (actor !== userId) return reject('forbidden', 'What somebody is told by e-mail is theirs to choose.');
  const chosen = Object.entries(kinds) as [NotificationKind, boolean][];
  return chosen
    .filter(([kind, wanted]) => state[kind] !== wanted)
    .map(([kind, wanted]) => ({ type: 'DeliveryChosen', data: { channel: 'email', kind, wanted } }));
};
