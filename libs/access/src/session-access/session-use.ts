export interface SessionUseRow {
  /** The launch's id. */
  readonly _id: string;
  readonly at: Date;
}

/** The little of a MongoDB collection that this needs; the driver's own `Collection<SessionUseRow>` fits. */
export interface SessionUseCollection {
  createIndex(keys: { readonly at: 1 }): Promise<unknown>;
  updateOne(
    filter: { readonly _id: string },
    update: { readonly $max: { readonly at: Date } },
    options: { readonly upsert: true },
  ): Promise<unknown>;
  find(filter: { readonly _id: { readonly $in: string[] } }): { toArray(): Promise<SessionUseRow[]> };
  deleteMany(filter: { readonly at: { readonly $lt: Date } }): Promise<unknown>;
}

/**
 * When sessions were last used: what all gateways write and the worker judges by. Derived from no event; a session
 * of which nothing is kept counts as used when that is noticed.
 */
export class SessionUse {
  constructor(private readonly rows: SessionUseCollection) {}

  /** Makes the index by which what is old is forgotten. */
  async prepare(): Promise<void> {
    await this.rows.createIndex({ at: 1 });
  }

  /** The latest of several gateways counts, in whatever order they come. */
  async note(launchId: string, at: Date): Promise<void> {
    await this.rows.updateOne({ _id: launchId }, { $max: { at } }, { upsert: true });
  }

  async lastOf(launchIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.rows.find({ _id: { $in: [...launchIds] } }).toArray();
    return new Map(rows.map(({ _id, at }) => [_id, at]));
  }

  async forgetBefore(time: Date): Promise<void> {
    await this.rows.deleteMany({ at: { $lt: time } });
  }
}
