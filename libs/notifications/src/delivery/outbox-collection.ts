import type { ChannelName, InvitationRow, NotificationRow, OutboxRow } from './outbox-row.js';

type Comparison<T> =
  | T
  | { readonly $lte: T }
  | { readonly $lt: T }
  | { readonly $gt: T }
  | { readonly $in: readonly T[] };
/** Of whichever row. */
type Fields = Omit<NotificationRow & Omit<InvitationRow, 'channel'>, 'channel'> & { readonly channel: ChannelName };
type RowFilter = { readonly [Field in keyof Fields]?: Comparison<NonNullable<Fields[Field]>> };

interface Found {
  sort(keys: { readonly [Field in 'dueAt' | 'queuedAt']?: 1 | -1 }): Found;
  limit(count: number): Found;
  toArray(): Promise<OutboxRow[]>;
}

/** The little of a MongoDB collection that an outbox needs; the driver's own `Collection<OutboxRow>` fits. */
export interface OutboxCollection {
  createIndex(
    keys: Partial<Record<keyof Fields, 1>>,
    options?: { unique?: boolean; sparse?: boolean },
  ): Promise<unknown>;
  countDocuments(filter: RowFilter): Promise<number>;
  find(filter: RowFilter): Found;
  /** Rejects with an error whose `code` is 11000 where the id is there already. */
  insertOne(row: OutboxRow): Promise<unknown>;
  /** Rejects with an error whose `code` is 11000 where a unique index is violated. */
  updateMany(
    filter: RowFilter,
    update: { readonly $set: Partial<OutboxRow> } | { readonly $unset: { readonly [Field in keyof Fields]?: '' } },
  ): Promise<{ readonly matchedCount: number }>;
  deleteMany(filter: RowFilter): Promise<unknown>;
}
