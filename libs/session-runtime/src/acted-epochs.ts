import { StaleEpochError } from './stale-epoch-error.js';

/** Where drivers note under which epochs they have acted, a note each: one only ever adds to what is known. */
export interface EpochNotes {
  /** Resolves once every driver sees it. There already is success. */
  write(epoch: bigint): Promise<void>;
  all(): Promise<readonly bigint[]>;
  /** Not there is success. */
  forget(epoch: bigint): Promise<void>;
}

/**
 * Under which epochs the drivers of one installation have acted, of which the greatest counts. Drivers in several processes need no
 * lock to agree, and one that is killed leaves nothing half.
 */
export class ActedEpochs {
  constructor(private readonly notes: EpochNotes) {}

  /** From when this resolves on, no smaller epoch is admitted by any driver. Rejects with StaleEpochError. */
  async admit(epoch: bigint): Promise<void> {
    if ((await this.verify(epoch)) === epoch) return;
    await this.notes.write(epoch);
    // somebody with a greater one may have come while we wrote
    await this.verify(epoch);
    const older = (await this.notes.all()).filter((other) => other < epoch);
    await Promise.all(older.map((other) => this.notes.forget(other)));
  }

  /** The greatest one so far, undefined when none has acted. Rejects with StaleEpochError when it is greater than this. */
  async verify(epoch: bigint): Promise<bigint | undefined> {
    const seen = (await this.notes.all()).reduce<bigint | undefined>(
      (greatest, other) => (greatest === undefined || other > greatest ? other : greatest),
      undefined,
    );
    if (seen !== undefined && seen > epoch) throw new StaleEpochError(epoch, seen);
    return seen;
  }
}
