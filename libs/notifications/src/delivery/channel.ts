import type { ChannelName, OutboxRow } from './outbox-row.js';

/** `dropped`: there is nothing to tell, or nobody. `not-yet`: what is to be told is not known yet. */
export type Delivered = 'sent' | 'dropped' | 'not-yet';

/** A way to tell people outside the console. */
export interface Channel {
  readonly name: ChannelName;
  /** Throws `DeliveryFailure`. Called again with the same id it sends the same message. */
  deliver(messageId: string, rows: readonly OutboxRow[]): Promise<Delivered>;
}
