import { type Supervision, supervise } from './supervise.js';

type GroupOptions = Omit<Supervision, 'name' | 'signal'> & { readonly signal: AbortSignal };

/** Supervised tasks that live and die together: a fatal failure of one stops them all. Await `ended` to own their end. */
export class TaskGroup {
  private readonly stop = new AbortController();
  private readonly tasks = new Set<Promise<void>>();
  private failure: unknown;
  readonly signal: AbortSignal;

  constructor(private readonly options: GroupOptions) {
    this.signal = AbortSignal.any([options.signal, this.stop.signal]);
  }

  /** Runs the work until the group ends, or until `signal` aborts. */
  spawn(name: string, work: () => Promise<void>, signal: AbortSignal = this.signal): void {
    const task = supervise(work, { ...this.options, name, signal: AbortSignal.any([this.signal, signal]) })
      .catch((error: unknown) => {
        this.failure ??= error;
        this.stop.abort();
      })
      .finally(() => this.tasks.delete(task));
    this.tasks.add(task);
  }

  /** Resolves when every task has ended; rejects with the fatal failure, if that was the reason. */
  async ended(): Promise<void> {
    while (this.tasks.size > 0) await Promise.all(this.tasks);
    if (this.failure !== undefined) throw this.failure as Error;
  }
}
