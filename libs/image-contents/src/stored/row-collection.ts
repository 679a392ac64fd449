type Filter<Row> = {
  readonly [Field in keyof Row]?: Row[Field] | { readonly $lt: Row[Field] } | { readonly $in: readonly Row[Field][] };
};

interface Update<Row> {
  readonly $set?: Partial<Row>;
  readonly $inc?: { readonly [Field in keyof Row as Row[Field] extends number ? Field : never]?: number };
}

interface Found<Row> {
  sort(keys: { readonly [Field in keyof Row]?: 1 }): Found<Row>;
  limit(count: number): Found<Row>;
  toArray(): Promise<Row[]>;
}

/** The little of a MongoDB collection that is needed here; the driver's own `Collection<Row>` fits. */
export interface RowCollection<Row> {
  createIndex(keys: { readonly [Field in keyof Row]?: 1 }): Promise<unknown>;
  countDocuments(): Promise<number>;
  find(filter: Filter<Row>): Found<Row>;
  findOne(filter: Filter<Row>): Promise<Row | null>;
  /** Rejects with an error whose `code` is 11000 where there is such a row. */
  insertOne(row: Row): Promise<unknown>;
  replaceOne(filter: Filter<Row>, row: Row, options?: { readonly upsert: boolean }): Promise<unknown>;
  updateOne(filter: Filter<Row>, update: Update<Row>): Promise<{ readonly matchedCount: number }>;
  deleteOne(filter: Filter<Row>): Promise<unknown>;
  deleteMany(filter: Filter<Row>): Promise<unknown>;
}
