import { insertedOnce } from '#libs/event-sourcing';
import type { RedeemedTickets } from './redeemed-tickets.js';

export interface RedeemedTicketRow {
  readonly _id: string;
  readonly expiresAt: Date;
}

/** The little of a MongoDB collection that this needs; the driver's own `Collection<RedeemedTicketRow>` fits. */
export interface RedeemedTicketsCollection {
  createIndex(keys: { readonly expiresAt: 1 }): Promise<unknown>;
  /** Rejects with an error whose `code` is 11000 where the id is there already. */
  insertOne(row: RedeemedTicketRow): Promise<unknown>;
  deleteMany(filter: { readonly expiresAt: { readonly $lt: Date } }): Promise<unknown>;
}

/** Gateways' clocks may differ by this, milliseconds, before a ticket that one forgot is still good for another. */
const clockTolerance = 60_000;

/** For any number of gateways: the unique `_id` lets exactly one insert win. */
export class DocumentRedeemedTickets implements RedeemedTickets {
  constructor(
    private readonly rows: RedeemedTicketsCollection,
    private readonly clock = (): Date => new Date(),
  ) {}

  /** Makes the index by which old tickets are forgotten. */
  async prepare(): Promise<void> {
    await this.rows.createIndex({ expiresAt: 1 });
  }

  async redeem(ticketId: string, expiresAt: Date): Promise<boolean> {
    await this.rows.deleteMany({ expiresAt: { $lt: new Date(this.clock().getTime() - clockTolerance) } });
    return insertedOnce(this.rows, { _id: ticketId, expiresAt });
  }
}
