import type { OutboxRow } from './outbox-row.js';

/** `dropped`: there is nothing to tell, or nobody. `not-yet`: what is to be told is not known yet. */
export type Delivered = 'sent' | 'dropped' | 'not-yet';

/** A way to tell people outside the console what stands in its rows. */
export interface Channel<Row extends OutboxRow = OutboxRow> {
  readonly name: Row['channel'];
  /** Throws `DeliveryFailure`. Called again with the same id it sends the same message. */
  deliver(messageId: string, rows: readonly Row[]): Promise<Delivered>;
}
