import type { UserDirectoryRow } from './user-directory-row.js';

type Comparison<T> = T | { readonly $ne: T } | { readonly $lt: T } | { readonly $in: readonly T[] };
export type RowFilter = {
  readonly [Field in keyof UserDirectoryRow]?: Comparison<NonNullable<UserDirectoryRow[Field]>>;
};
export interface RowUpdate {
  readonly $set?: Partial<UserDirectoryRow>;
  readonly $unset?: Partial<Record<keyof UserDirectoryRow, ''>>;
}

/** The little of a MongoDB collection that the directory needs; the driver's own `Collection<UserDirectoryRow>` fits. */
export interface UserDirectoryCollection {
  createIndex(keys: Partial<Record<keyof UserDirectoryRow, 1>>, options?: { unique?: boolean }): Promise<unknown>;
  find(filter: RowFilter): { toArray(): Promise<UserDirectoryRow[]> };
  findOne(filter: RowFilter): Promise<UserDirectoryRow | null>;
  /** Rejects with an error whose `code` is 11000 where a unique index is violated. */
  insertOne(row: UserDirectoryRow): Promise<unknown>;
  updateOne(filter: RowFilter, update: RowUpdate): Promise<{ readonly matchedCount: number }>;
  deleteOne(filter: RowFilter): Promise<{ readonly deletedCount: number }>;
  deleteMany(filter: RowFilter): Promise<unknown>;
}
