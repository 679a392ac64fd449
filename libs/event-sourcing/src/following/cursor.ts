import type { Checkpoint, CheckpointStore } from './checkpoint-store.js';
import { lowestPosition } from './lowest-position.js';

/** The checkpoint belongs to another log. Nothing can be projected until an operator has decided which one is right. */
export class ForeignLogError extends Error {
  override readonly name = 'ForeignLogError';
}

/** Throws ForeignLogError. */
export const checkLog = (name: string, checkpoint: Checkpoint, log: string): void => {
  if (checkpoint.log === log) return;
  throw new ForeignLogError(
    `checkpoint ${name} was written for event log ${checkpoint.log}, but this is event log ${log}: connect the event store that ` +
      'belongs to these read models, or name another database, and keep this one: not everything in it can be made anew from a log',
  );
};

/**
 * How far those that are fed together have come in the log. Another worker that feeds the same may be further on: what it
 * wrote is what this one writes, so that is no failure. A checkpoint that moved back is one: what it lacks is projected again.
 */
export class Cursor {
  private constructor(
    private readonly store: CheckpointStore,
    private readonly log: string,
    private readonly positions: Map<string, bigint>,
  ) {}

  /** Of those names that have a checkpoint. Throws ForeignLogError. */
  static async open(store: CheckpointStore, log: string, names: readonly string[]): Promise<Cursor> {
    const stored = await store.checkpoints(names);
    for (const [name, checkpoint] of stored) checkLog(name, checkpoint, log);
    return new Cursor(store, log, new Map([...stored].map(([name, { position }]) => [name, position])));
  }

  has(name: string): boolean {
    return this.positions.has(name);
  }

  /** Where the one that is furthest behind is; 0n before the first event. */
  get position(): bigint {
    return lowestPosition(this.positions.values());
  }

  /** Takes in one that has come this far by itself. */
  add(name: string, position: bigint): void {
    this.positions.set(name, position);
  }

  remove(name: string): void {
    this.positions.delete(name);
  }

  /**
   * Everything up to here is stored for all of them. Resolves with those whose checkpoint is gone: what they were for was
   * dropped. Throws where a checkpoint moved back, ForeignLogError.
   */
  async advance(to: bigint): Promise<readonly string[]> {
    const behind = [...this.positions].filter(([, position]) => position < to);
    if (behind.length === 0) return [];
    const names = behind.map(([name]) => name);
    const from = lowestPosition(behind.map(([, position]) => position));
    const moved = await this.store.advance(names, { log: this.log, from, to });
    const gone = moved === names.length ? [] : await this.reconcile(names, from, to);
    for (const name of names) this.positions.set(name, to);
    for (const name of gone) this.positions.delete(name);
    return gone;
  }

  private async reconcile(names: readonly string[], from: bigint, to: bigint): Promise<string[]> {
    const stored = await this.store.checkpoints(names);
    for (const [name, checkpoint] of stored) {
      checkLog(name, checkpoint, this.log);
      if (checkpoint.position < to)
        throw new Error(
          `checkpoint ${name} is at ${checkpoint.position} and not at ${from} or further, where it was left`,
        );
    }
    return names.filter((name) => !stored.has(name));
  }
}
