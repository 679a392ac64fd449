/** Everything up to here, in this log, was dealt with and its results are stored. */
export interface Checkpoint {
  readonly position: bigint;
  /** The log's identity. */
  readonly log: string;
}

export interface CheckpointMove {
  readonly log: string;
  readonly from: bigint;
  readonly to: bigint;
}

/** Where checkpoints are kept: one for each collection of documents, one for each policy. */
export interface CheckpointStore {
  /** Those that there are, by name. */
  checkpoints(names: readonly string[]): Promise<ReadonlyMap<string, Checkpoint>>;
  /** Stores a first checkpoint; changes nothing where there is one. */
  begin(name: string, checkpoint: Checkpoint): Promise<void>;
  /**
   * Moves those that are of the move's log, at its `from` or further, and not at its `to` yet. Resolves with how many were
   * moved: no checkpoint moves back.
   */
  advance(names: readonly string[], move: CheckpointMove): Promise<number>;
}
