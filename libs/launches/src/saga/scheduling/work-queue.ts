import { type BackOff, backOffMs, type Timing } from '#libs/event-sourcing';

export interface WorkQueueOptions {
  /** Does what is to be done for a key. Answers after how many milliseconds to do it again; undefined: when asked to. */
  readonly work: (key: string) => Promise<number | undefined>;
  readonly onError: (key: string, error: unknown, attempt: number) => void;
  /** Keys that are worked on at the same time. */
  readonly concurrency: number;
  /** So many of these are kept for urgent ones; one is for all. */
  readonly reserved: number;
  readonly backOff: BackOff;
  readonly timing: Timing;
}

interface Outcome {
  readonly afterMs: number | undefined;
  readonly isPenalty: boolean;
}

interface Delay {
  readonly cancel: AbortController;
  readonly isPenalty: boolean;
}

interface Active {
  readonly ended: Promise<void>;
  readonly isUrgent: boolean;
}

/**
 * Work by key: one at a time for each key, a bounded number at a time for all, urgent keys first. What is asked for while it waits
 * or runs is done once more, not many times. A key whose work fails waits longer each time and holds up no other. Work does not
 * wait: what has to happen first asks for the key again, so that others have its place meanwhile.
 */
export class WorkQueue {
  private readonly urgent = new Set<string>();
  private readonly ready = new Set<string>();
  private readonly active = new Map<string, Active>();
  /** Of those at work: whether it is urgent that they are worked on once more. */
  private readonly again = new Map<string, boolean>();
  private readonly delays = new Map<string, Delay>();
  private readonly sleeping = new Set<Promise<void>>();
  private readonly failures = new Map<string, number>();
  private isClosed = false;

  constructor(private readonly options: WorkQueueOptions) {}

  add(key: string, isUrgent = false): void {
    if (this.isClosed || this.delays.get(key)?.isPenalty === true) return;
    if (this.active.has(key)) {
      this.again.set(key, isUrgent || this.again.get(key) === true);
      return;
    }
    this.delays.get(key)?.cancel.abort();
    this.delays.delete(key);
    this.enqueue(key, isUrgent);
    this.pump();
  }

  /** Takes no more work and resolves when what was begun is done. */
  async stop(): Promise<void> {
    this.isClosed = true;
    this.urgent.clear();
    this.ready.clear();
    for (const { cancel } of this.delays.values()) cancel.abort();
    await Promise.all([...[...this.active.values()].map(({ ended }) => ended), ...this.sleeping]);
  }

  private enqueue(key: string, isUrgent: boolean): void {
    if (isUrgent) {
      this.ready.delete(key);
      this.urgent.add(key);
    } else if (!this.urgent.has(key)) this.ready.add(key);
  }

  private pump(): void {
    const { concurrency, reserved } = this.options;
    this.begin(this.urgent, true, () => this.active.size < concurrency);
    const others = (): number => [...this.active.values()].filter(({ isUrgent }) => !isUrgent).length;
    const forOthers = Math.max(1, concurrency - reserved);
    this.begin(this.ready, false, () => this.active.size < concurrency && others() < forOthers);
  }

  private begin(waiting: Set<string>, isUrgent: boolean, isFree: () => boolean): void {
    for (const key of waiting) {
      if (!isFree()) return;
      waiting.delete(key);
      this.active.set(key, { ended: this.run(key, isUrgent), isUrgent });
    }
  }

  /** Never rejects. What was urgent stays so until it is done. */
  private async run(key: string, isUrgent: boolean): Promise<void> {
    const { afterMs, isPenalty } = await this.attempt(key);
    this.active.delete(key);
    const again = this.again.get(key);
    this.again.delete(key);
    if (!isPenalty && (again !== undefined || afterMs === 0)) this.add(key, isUrgent || again === true);
    else if (afterMs !== undefined) this.later(key, { afterMs, isPenalty, isUrgent });
    if (!this.isClosed) this.pump();
  }

  private async attempt(key: string): Promise<Outcome> {
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

  private later(
    key: string,
    { afterMs, isPenalty, isUrgent }: { afterMs: number; isPenalty: boolean; isUrgent: boolean },
  ): void {
    if (this.isClosed) return;
    const cancel = new AbortController();
    this.delays.set(key, { cancel, isPenalty });
    const slept = this.options.timing.sleep(afterMs, cancel.signal).then(() => {
      this.sleeping.delete(slept);
      if (cancel.signal.aborted) return;
      this.delays.delete(key);
      this.add(key, isUrgent);
    });
    this.sleeping.add(slept);
  }
}
