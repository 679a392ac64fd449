import { type BackOff, backOffMs, type Log, type ReadModels, type Timing } from '#libs/event-sourcing';

export interface ReadModelProgressOptions {
  readonly readModels: Pick<ReadModels, 'position' | 'waitFor'>;
  /** Milliseconds after which it is said that they are waited for. */
  readonly waitMs: number;
  /** Before they are asked again. */
  readonly backOff: BackOff;
  readonly timing: Timing;
  readonly log: Log;
  /** The read models know what this key waits for. */
  readonly onReached: (key: string) => void;
}

/** Who needs to know that the read models have come so far asks here, and waits outside of their place in the queue. */
export class ReadModelProgress {
  private readonly waiting = new Map<string, bigint>();
  private readonly ending = new AbortController();
  private reached = 0n;
  private watching: Promise<void> | undefined;

  constructor(private readonly options: ReadModelProgressOptions) {}

  /** Whether what happened up to here is in the documents. If not, `onReached` tells later that it is, unless this was stopped. */
  async isAt(position: bigint, key: string): Promise<boolean> {
    if (this.reached < position) this.reached = await this.options.readModels.position();
    if (this.reached >= position) return true;
    if (this.ending.signal.aborted) return false;
    this.waiting.set(key, position);
    this.watching ??= this.watch();
    return false;
  }

  async stop(): Promise<void> {
    this.ending.abort();
    this.waiting.clear();
    await this.watching;
  }

  /** Never rejects. */
  private async watch(): Promise<void> {
    const { timing, log, backOff } = this.options;
    for (let failures = 0; this.waiting.size > 0; ) {
      try {
        failures = (await this.isNextReached()) ? 0 : failures + 1;
      } catch (error) {
        failures += 1;
        log.warn({ error, waiting: this.waiting.size }, 'launch saga: the read models cannot be asked');
      }
      if (failures > 0) await timing.sleep(backOffMs(failures - 1, timing.random, backOff), this.ending.signal);
    }
    // in the same step as the look at who waits: nobody comes in between
    this.watching = undefined;
  }

  /** What waits for the least is told first. */
  private async isNextReached(): Promise<boolean> {
    const { readModels, waitMs, log, onReached } = this.options;
    const least = [...this.waiting.values()].reduce((a, b) => (a < b ? a : b));
    if (!(await readModels.waitFor(least, waitMs))) {
      log.warn({ position: least, waiting: this.waiting.size }, 'launch saga: the read models are behind');
      return false;
    }
    const position = await readModels.position();
    this.reached = position > least ? position : least;
    for (const [key, awaited] of this.waiting) {
      if (awaited > this.reached) continue;
      this.waiting.delete(key);
      onReached(key);
    }
    return true;
  }
}
