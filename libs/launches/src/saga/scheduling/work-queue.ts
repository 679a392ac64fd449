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

/** `urgent` may have the reserved places, too. */
export type Priority = 'urgent' | 'high' | 'normal';

const priorities: readonly Priority[] = ['urgent', 'high', 'normal'];
const higher = (one: Priority, other: Priority | undefined): Priority =>
  other !== undefined && priorities.indexOf(other) < priorities.indexOf(one) ? other : one;

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
  readonly priority: Priority;
}

/**
 * Work by key: one at a time for each key, a bounded number at a time for all, by priority and then by age. What is asked for
 * while it waits or runs is done once more, not many times. A key whose work fails waits longer each time and holds up no other.
 * Work does not wait: what has to happen first asks for the key again, so that others have its place meanwhile.
 */
export class WorkQueue {
  private readonly waiting = new Map(priorities.map((priority) => [priority, new Set<string>()]));
  private readonly active = new Map<string, Active>();
  /** Of those at work that are to be worked on once more. */
  private readonly again = new Map<string, Priority>();
  private readonly delays = new Map<string, Delay>();
  private readonly sleeping = new Set<Promise<void>>();
  private readonly failures = new Map<string, number>();
  private isClosed = false;

  constructor(private readonly options: WorkQueueOptions) {}

  add(key: string, priority: Priority = 'normal'): void {
    if (this.isClosed || this.delays.get(key)?.isPenalty === true) return;
    if (this.active.has(key)) {
      this.again.set(key, higher(priority, this.again.get(key)));
      return;
    }
    this.delays.get(key)?.cancel.abort();
    this.delays.delete(key);
    this.enqueue(key, priority);
    this.pump();
  }

  /** Takes no more work and resolves when what was begun is done. */
  async stop(): Promise<void> {
    this.isClosed = true;
    for (const keys of this.waiting.values()) keys.clear();
    for (const { cancel } of this.delays.values()) cancel.abort();
    await Promise.all([...[...this.active.values()].map(({ ended }) => ended), ...this.sleeping]);
  }

  private enqueue(key: string, priority: Priority): void {
    const before = priorities.find((each) => this.waiting.get(each)?.has(key));
    if (before !== undefined && higher(priority, before) === before) return;
    if (before !== undefined) this.waiting.get(before)?.delete(key);
    this.waiting.get(priority)?.add(key);
  }

  private pump(): void {
    const { concurrency, reserved } = this.options;
    const forOthers = Math.max(1, concurrency - reserved);
    const others = (): number => [...this.active.values()].filter(({ priority }) => priority !== 'urgent').length;
    const isFree = (priority: Priority): boolean =>
      this.active.size < concurrency && (priority === 'urgent' || others() < forOthers);
    for (const [priority, keys] of this.waiting) this.begin(keys, priority, () => isFree(priority));
  }

  private begin(keys: Set<string>, priority: Priority, isFree: () => boolean): void {
    for (const key of keys) {
      if (!isFree()) return;
      keys.delete(key);
      this.active.set(key, { ended: this.run(key, priority), priority });
    }
  }

  /** Never rejects. Its priority stays until it is done. */
  private async run(key: string, priority: Priority): Promise<void> {
    const { afterMs, isPenalty } = await this.attempt(key);
    this.active.delete(key);
    const again = this.again.get(key);
    this.again.delete(key);
    if (!isPenalty && (again !== undefined || afterMs === 0)) this.add(key, higher(priority, again));
    else if (afterMs !== undefined) this.later(key, { afterMs, isPenalty, priority });
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
    { afterMs, isPenalty, priority }: { afterMs: number; isPenalty: boolean; priority: Priority },
  ): void {
    if (this.isClosed) return;
    const cancel = new AbortController();
    this.delays.set(key, { cancel, isPenalty });
    const slept = this.options.timing.sleep(afterMs, cancel.signal).then(() => {
      this.sleeping.delete(slept);
      if (cancel.signal.aborted) return;
      this.delays.delete(key);
      this.add(key, priority);
    });
    this.sleeping.add(slept);
  }
}
