/** Somebody has already acted under a greater epoch: whoever gets this has lost the lease, or the lease its history. */
export class StaleEpochError extends Error {
  override readonly name = 'StaleEpochError';

  constructor(
    readonly epoch: bigint,
    /** The greatest that has acted. */
    readonly seen: bigint,
  ) {
    super(`Epoch ${String(epoch)} may not act any more: epoch ${String(seen)} has.`);
  }
}
