interface Waiter {
  readonly position: bigint;
  readonly settle: (reached: boolean) => void;
  readonly fail: (error: Error) => void;
}

const FIRST_MS = 5;
const MAX_MS = 25;

/** Waits for the read models; all who wait share one poll, and nobody waiting means no poll. */
export class PositionWatch {
  private readonly waiters = new Set<Waiter>();
  private isPolling = false;

  constructor(private readonly read: () => Promise<bigint>) {}

  /** False when `timeoutMs` passed before. Rejects when the database cannot be read. */
  waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
      };
      const waiter: Waiter = {
        position,
        settle: (reached) => {
          done();
          resolve(reached);
        },
        fail: (error) => {
          done();
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        waiter.settle(false);
      }, timeoutMs);
      this.waiters.add(waiter);
      if (!this.isPolling) void this.poll();
    });
  }

  /** Everything up to here can be read. */
  reached(position: bigint): void {
    for (const waiter of [...this.waiters]) if (waiter.position <= position) waiter.settle(true);
  }

  private async poll(): Promise<void> {
    this.isPolling = true;
    let pauseMs = FIRST_MS;
    while (this.waiters.size > 0) {
      await this.look();
      if (this.waiters.size > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      pauseMs = Math.min(pauseMs + FIRST_MS, MAX_MS);
    }
    this.isPolling = false;
  }

  private async look(): Promise<void> {
    try {
      this.reached(await this.read());
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const waiter of [...this.waiters]) waiter.fail(failure);
    }
  }
}
