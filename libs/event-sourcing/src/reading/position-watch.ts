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
  private isAnnounced = false;
  private pauseMs = 0;

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
      // the next pause is not as long for who has just come as for those who have waited in vain
      this.pauseMs = this.isAnnounced ? FIRST_MS : 0;
      if (!this.isPolling) void this.poll();
    });
  }

  /** Everything up to here can be read, says who writes it: from now on that is waited for a little before anybody looks. */
  announce(position: bigint): void {
    this.isAnnounced = true;
    this.settle(position);
  }

  private settle(position: bigint): void {
    for (const waiter of [...this.waiters]) if (waiter.position <= position) waiter.settle(true);
  }

  private async poll(): Promise<void> {
    this.isPolling = true;
    for (; this.waiters.size > 0; this.pauseMs = Math.min(this.pauseMs + FIRST_MS, MAX_MS)) {
      if (this.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, this.pauseMs));
      if (this.waiters.size > 0) await this.look();
    }
    this.isPolling = false;
  }

  private async look(): Promise<void> {
    try {
      this.settle(await this.read());
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const waiter of [...this.waiters]) waiter.fail(failure);
    }
  }
}
