import type { Projection } from './projection.js';

/**
 * A condition in MongoDB's query language, restricted by convention to equality, $in, $gt/$gte/$lt/$lte, $ne, $or, $exists, and to JSON
 * values: two that are written alike ask the same.
 */
export type Filter = Readonly<Record<string, unknown>>;

export interface FindOptions {
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly limit?: number;
}

/** A document with what the projector keeps beside it. */
export type Projected<Doc> = Doc & {
  readonly _id: string;
  /** Position of the last event that changed it. */
  readonly _position: bigint;
};

/** How many documents have these values in the fields that were asked for, in their order; what a document lacks, or has as null, is undefined. */
export interface Counted {
  readonly values: readonly unknown[];
  readonly count: number;
}

/** A projection's live documents, for queries. */
export interface Documents<Doc extends object> {
  get(id: string): Promise<Projected<Doc> | undefined>;
  find(filter: Filter, options?: FindOptions): Promise<Projected<Doc>[]>;
  /** Counts where they are, without reading them; in no order. */
  countBy(filter: Filter, fields: readonly string[]): Promise<Counted[]>;
}

/** What queries see of the read models. `libs/read-models` implements it over MongoDB's protocol. */
export interface ReadModels {
  /** The documents of this program's version, also across a flip. Reading throws ReadModelRebuildingError while there are none yet. */
  documents<Doc extends object>(projection: Pick<Projection<Doc>, 'name' | 'version'>): Documents<Doc>;
  /** Names the documents that are read now: another name after a flip. Throws ReadModelRebuildingError. */
  live(projection: Pick<Projection, 'name' | 'version'>): Promise<string>;
  /** All that this program reads has seen everything up to here; 0n while something is not built yet. */
  position(): Promise<bigint>;
  /**
   * Resolves true once all that this program reads has seen everything up to here, false when `timeoutMs` passed before. Throws
   * ReadModelRebuildingError where something is not built by then.
   */
  waitFor(position: bigint, timeoutMs: number): Promise<boolean>;
}
