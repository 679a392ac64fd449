import type { OutboxRow } from './outbox-row.js';

type Comparison<T> = T | { readonly $lte: T } | { readonly $lt: T } | { readonly $in: readonly T[] };
type RowFilter = { readonly [Field in keyof OutboxRow]?: Comparison<NonNullable<OutboxRow[Field]>> };

interface Found {
  sort(keys: { readonly [Field in 'dueAt' | 'queuedAt']?: 1 }): Found;
  limit(count: number): Found;
  toArray(): Promise<OutboxRow[]>;
}

/** The little of a MongoDB collection that an outbox needs; the driver's own `Collection<OutboxRow>` fits. */
export interface OutboxCollection {
  createIndex(keys: Partial<Record<keyof OutboxRow, 1>>): Promise<unknown>;
  countDocuments(filter: RowFilter): Promise<number>;
  find(filter: RowFilter): Found;
  /** Rejects with an error whose `code` is 11000 where the id is there already. */
  insertOne(row: OutboxRow): Promise<unknown>;
  updateMany(filter: RowFilter, update: { readonly $set: Partial<OutboxRow> }): Promise<unknown>;
  deleteMany(filter: RowFilter): Promise<unknown>;
}
