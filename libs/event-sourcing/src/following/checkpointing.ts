import type { Checkpoint, ProjectionStore } from './projection-store.js';

type CheckpointStore = Pick<ProjectionStore, 'checkpoint' | 'advance'>;

/** Another worker has taken over: this one must stop. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';
}

/** The checkpoint belongs to another log. Nothing can be projected until an operator has decided which one is right. */
export class ForeignLogError extends Error {
  override readonly name = 'ForeignLogError';
}

export interface CheckpointedRun {
  readonly run: string;
  /** The log's identity. */
  readonly log: string;
  /** Of the lease under which this worker acts. */
  readonly epoch: bigint;
}

/** A run's place in the log, kept by compare-and-set: a worker that was superseded notices at its next step. */
export class Cursor {
  private constructor(
    private readonly store: CheckpointStore,
    private readonly identity: CheckpointedRun,
    private stored: Checkpoint | undefined,
  ) {}

  /** Throws ForeignLogError, SupersededError. */
  static async open(store: CheckpointStore, identity: CheckpointedRun): Promise<Cursor> {
    const stored = await store.checkpoint(identity.run);
    const cursor = new Cursor(store, identity, stored);
    cursor.check(stored);
    return cursor;
  }

  get isStored(): boolean {
    return this.stored !== undefined;
  }

  /** 0n before the first event. */
  get position(): bigint {
    return this.stored?.position ?? 0n;
  }

  /** Does nothing where the run has already come further. Throws SupersededError. */
  async advance(position: bigint): Promise<void> {
    if (position <= this.position && this.stored !== undefined) return;
    const { run, log, epoch } = this.identity;
    const next: Checkpoint = { position, log, epoch };
    if (!(await this.store.advance(run, this.stored, next))) await this.reconcile(next);
    this.stored = next;
  }

  /** The answer to an earlier attempt may have got lost. */
  private async reconcile(next: Checkpoint): Promise<void> {
    const actual = await this.store.checkpoint(this.identity.run);
    if (actual?.position === next.position && actual.epoch === next.epoch && actual.log === next.log) return;
    this.check(actual);
    throw new Error(`checkpoint ${this.identity.run} is at ${String(actual?.position)}, not where this worker left it`);
  }

  private check(actual: Checkpoint | undefined): void {
    const { run, log, epoch } = this.identity;
    if (actual === undefined) return;
    if (actual.log !== log)
      throw new ForeignLogError(
        `checkpoint ${run} was written for event log ${actual.log}, but this is event log ${log}: connect the event store that ` +
          'belongs to these read models, or use an empty database: everything in it is rebuilt from the log',
      );
    if (actual.epoch > epoch)
      throw new SupersededError(`a worker with epoch ${actual.epoch} has taken over ${run}; this one has ${epoch}`);
  }
}
