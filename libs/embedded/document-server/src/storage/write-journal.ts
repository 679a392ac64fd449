import type Database from 'libsql';
import { CommandError } from '../errors.js';

type Operation = () => void;

interface Batch {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

const newBatch = (): Batch => {
  let resolve: () => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<void>((onDone, onFailed) => {
    resolve = onDone;
    reject = onFailed;
  });
  // Whoever asks for the outcome gets it; a batch that nobody waits for must not end the process.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
};

/** Group commit: what is written in one turn of the event loop goes to disk in one transaction. */
export class WriteJournal {
  private operations: Operation[] = [];
  private batch: Batch | undefined;
  private scheduled: NodeJS.Immediate | undefined;
  private synced = false;

  constructor(private readonly database: Database.Database) {}

  write(operation: Operation): void {
    this.operations.push(operation);
    this.schedule();
  }

  /** The pending transaction is also forced to the disk itself. */
  requireSync(): void {
    this.synced = true;
  }

  /**
   * Resolves when everything written so far is committed; rejects when the disk refused it. What it refused before is tried
   * again, so that nobody is told of it while it is in memory only.
   */
  settled(): Promise<void> | undefined {
    if (this.operations.length > 0) this.schedule();
    return this.batch?.promise;
  }

  /** Commits now. After a failure the operations are kept and tried again when somebody writes or asks: memory is ahead of the disk. */
  flush(): void {
    clearImmediate(this.scheduled);
    this.scheduled = undefined;
    const batch = this.batch;
    if (batch === undefined) return;
    this.batch = undefined;
    try {
      this.commit();
      batch.resolve();
    } catch (error) {
      batch.reject(
        new CommandError(
          'OutOfDiskSpace',
          `The embedded document store cannot write to its data directory: ${String(error)}`,
        ),
      );
    }
  }

  private schedule(): void {
    this.batch ??= newBatch();
    this.scheduled ??= setImmediate(() => this.flush());
  }

  private commit(): void {
    this.database.exec(`PRAGMA synchronous = ${this.synced ? 'FULL' : 'NORMAL'}`);
    this.database.exec('BEGIN IMMEDIATE');
    try {
      for (const operation of this.operations) operation();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
    this.operations = [];
    this.synced = false;
  }
}
