import type { NotificationKind } from '../delivery.events.js';
import type { Delivery } from '../delivery.js';

/** What the operator says of telling people outside the console. */
export interface DeliverySettings {
  /** Whether who chose nothing is told by e-mail; `off`: nobody is. */
  readonly email: 'off' | 'opt-in' | 'opt-out';
  readonly webhook: boolean;
}

export const DELIVERY_SETTINGS = Symbol('DeliverySettings');

/** Whether notifications of the kind are for somebody's e-mail. */
export const isWantedByEmail = ({ email }: DeliverySettings, chosen: Delivery, kind: NotificationKind): boolean =>
  email !== 'off' && (chosen[kind] ?? email === 'opt-out');
