import type { InvitedAddressRow } from './invited-address-row.js';

type Filter = Partial<Pick<InvitedAddressRow, '_id' | 'projectId' | 'email'>>;

/** The little of a MongoDB collection that this needs; the driver's own `Collection<InvitedAddressRow>` fits. */
export interface InvitedAddressesCollection {
  createIndex(
    keys: Partial<Record<'projectId' | 'email' | 'expiresAt', 1>>,
    options?: { unique?: boolean },
  ): Promise<unknown>;
  find(filter: Filter): { toArray(): Promise<InvitedAddressRow[]> };
  findOne(filter: Filter): Promise<InvitedAddressRow | null>;
  /** Rejects with an error whose `code` is 11000 where a unique index is violated. */
  insertOne(row: InvitedAddressRow): Promise<unknown>;
  deleteMany(filter: Filter & { readonly expiresAt?: { readonly $lte: Date } }): Promise<unknown>;
}
