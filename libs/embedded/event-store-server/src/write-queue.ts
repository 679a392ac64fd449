import type { CommitSignal } from './commit-signal.js';
import type { LogStore } from './log-store.js';
import type { StreamWriter } from './stream-writer.js';

interface Job {
  /** Runs the work inside the transaction and returns how to report its result once that is durable. */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
  readonly deadline: number;
}

/** A write that waited longer than it may; nothing was written. */
export class WriteTimeout extends Error {
  override readonly name = 'WriteTimeout';
}

/** The disk takes no more for the moment; nothing was written. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
}

/** The write could not be made; whoever asked may try again. */
export class StoreClosed extends Error {
  override readonly name = 'StoreClosed';
}

const isDiskFull = (error: unknown): boolean => (error as { code?: unknown }).code === 'SQLITE_FULL';

/**
 * Group commit: all writes that arrive in one turn of the event loop become one transaction with one fsync, and
 * are answered after it. A group that fails is taken apart, so that one bad write cannot fail its neighbours.
 */
export class WriteQueue {
  private jobs: Job[] = [];
  private closed = false;

  constructor(
    private readonly store: LogStore,
    private readonly writer: StreamWriter,
    private readonly signal: CommitSignal,
  ) {}

  /**
   * Runs `work` in the next transaction. `deadline` is by the monotonic clock, in ms: whoever sets the other one makes nobody late.
   * @throws WriteTimeout when the deadline passed before its turn, StoreClosed after {@link close}.
   */
  submit<T>(deadline: number, work: (writer: StreamWriter) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.closed) {
        reject(new StoreClosed('The event store is stopping.'));
        return;
      }
      const run = () => {
        const result = work(this.writer);
        return () => resolve(result);
      };
      if (this.jobs.push({ run, fail: reject, deadline }) === 1) setImmediate(() => this.flush());
    });
  }

  /** Commits what is queued and refuses what comes later. */
  close(): void {
    this.closed = true;
    this.flush();
  }

  private flush(): void {
    const jobs = this.jobs;
    this.jobs = [];
    const now = performance.now();
    const due = jobs.filter((job) => job.deadline > now);
    for (const job of jobs) {
      if (job.deadline <= now) job.fail(new WriteTimeout('The write waited past its deadline; nothing was written.'));
    }
    if (due.length > 0) this.commit(due);
  }

  private commit(jobs: readonly Job[]): void {
    let reports: (() => void)[];
    try {
      reports = this.store.transaction(() => jobs.map((job) => job.run()));
    } catch (error) {
      this.writer.rolledBack();
      this.recover(jobs, error);
      return;
    }
    const touched = this.writer.committed();
    for (const report of reports) report();
    this.signal.notify(touched);
  }

  private recover(jobs: readonly Job[], error: unknown): void {
    if (jobs.length > 1) for (const job of jobs) this.commit([job]);
    else
      for (const job of jobs)
        job.fail(isDiskFull(error) ? new DiskFull('The disk is full; nothing was written.') : error);
  }
}
