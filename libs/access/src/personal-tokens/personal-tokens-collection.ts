import type { PersonalTokenRow } from './personal-token-row.js';

type Filter = Partial<Pick<PersonalTokenRow, '_id' | 'userId' | 'tokenId'>>;
type Change = Partial<Pick<PersonalTokenRow, 'lastUsedAt' | 'roles' | 'rolesSeenAt'>>;

/** The little of a MongoDB collection that this needs; the driver's own `Collection<PersonalTokenRow>` fits. */
export interface PersonalTokensCollection {
  createIndex(keys: { readonly userId: 1 }): Promise<unknown>;
  find(filter: Filter): { toArray(): Promise<PersonalTokenRow[]> };
  findOne(filter: Filter): Promise<PersonalTokenRow | null>;
  insertOne(row: PersonalTokenRow): Promise<unknown>;
  updateOne(filter: Filter, update: { readonly $set: Change }): Promise<unknown>;
  deleteMany(filter: Filter & { readonly expiresAt?: { readonly $lte: Date } }): Promise<unknown>;
}
