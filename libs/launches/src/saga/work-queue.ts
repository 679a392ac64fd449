import { type BackOff, backOffMs, type Timing } from '#libs/event-sourcing';

export interface WorkQueueOptions {
  /** Does what is to be done for a key. Answers after how many milliseconds to do it again; undefined: when asked to. */
  readonly work: (key: string) => Promise<number | undefined>;
  readonly onError: (key: string, error: unknown, attempt: number) => void;
  readonly concurrency: number;
  readonly backOff: BackOff;
  readonly timing: Timing;
}

interface Delay {
  readonly cancel: AbortController;
  readonly isPenalty: boolean;
}

/**
 * Work by key: one at a time for each key, a bounded number at a time for all, and what is asked for while it waits or runs is
 * done once more, not many times. A key whose work fails waits longer each time and holds up no other.
 */
export class WorkQueue {
  private readonly ready = new Set<string>();
  private readonly active = new Map<string, Promise<void>>();
  private readonly again = new Set<string>();
  private readonly delays = new Map<string, Delay>();
  private readonly sleeping = new Set<Promise<void>>();
  private readonly failures = new Map<string, number>();
  private isClosed = false;

  constructor(private readonly options: WorkQueueOptions) {}

  add(key: string): void {
    if (this.isClosed || this.delays.get(key)?.isPenalty === true) return;
    if (this.active.has(key)) {
      this.again.add(key);
      return;
    }
    this.delays.get(key)?.cancel.abort();
    this.delays.delete(key);
    this.ready.add(key);
    this.pump();
  }

  /** Takes no more work and resolves when what was begun is done. */
  async stop(): Promise<void> {
    this.isClosed = true;
    this.ready.clear();
    for (const { cancel } of this.delays.values()) cancel.abort();
    await Promise.all([...this.active.values(), ...this.sleeping]);
  }

  private pump(): void {
    for (const key of this.ready) {
      if (this.active.size >= this.options.concurrency) return;
      this.ready.delete(key);
      this.active.set(key, this.run(key));
    }
  }

  /** Never rejects. */
  private async run(key: string): Promise<void> {
    const outcome = await this.attempt(key);
    this.active.delete(key);
    const isAskedAgain = this.again.delete(key);
    if (outcome.isPenalty) this.later(key, outcome);
    else if (isAskedAgain || outcome.afterMs === 0) this.add(key);
    else if (outcome.afterMs !== undefined) this.later(key, { afterMs: outcome.afterMs, isPenalty: false });
    if (!this.isClosed) this.pump();
  }

  private async attempt(
    key: string,
  ): Promise<{ afterMs: number; isPenalty: true } | { afterMs: number | undefined; isPenalty: false }> {
    try {
      const afterMs = await this.options.work(key);
      this.failures.delete(key);
      return { afterMs, isPenalty: false };
    } catch (error) {
      const attempt = this.failures.get(key) ?? 0;
      this.failures.set(key, attempt + 1);
      this.options.onError(key, error, attempt);
      const { timing, backOff } = this.options;
      return { afterMs: backOffMs(attempt, timing.random, backOff), isPenalty: true };
    }
  }

  private later(key: string, { afterMs, isPenalty }: { afterMs: number; isPenalty: boolean }): void {
    if (this.isClosed) return;
    const cancel = new AbortController();
    this.delays.set(key, { cancel, isPenalty });
    const slept = this.options.timing.sleep(afterMs, cancel.signal).then(() => {
      this.sleeping.delete(slept);
      if (cancel.signal.aborted) return;
      this.delays.delete(key);
      this.add(key);
    });
    this.sleeping.add(slept);
  }
}
