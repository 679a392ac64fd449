const LONGEST_MS = 10;
/** The messages of an answer leave one in each round of the event loop. Where nobody has anything to send, so many take half a ms. */
const ROUNDS_BETWEEN = 64;

interface TimeSlice {
  /** Resolves when the call may go on; undefined while its time slice lasts. To be asked after each event. */
  readonly next: () => Promise<void> | undefined;
  /** The clock stands still while the call waits for its reader. */
  readonly pause: (wait: Promise<void> | undefined) => Promise<void> | undefined;
}

/**
 * Shares the thread among calls that look at many events. Looking at one costs what its filter costs, so a slice is so much time, not so
 * many events. One call goes on at a time, however many wait, and in between the event loop goes round for everybody else. Connections
 * follow one after the other, then the calls of each: who opens many calls has no more of the thread.
 */
export class RoundRobinScheduler {
  /** By connection, the next one first. */
  private readonly waiting = new Map<string, (() => void)[]>();

  begin(connection: string): TimeSlice {
    let began = performance.now();
    return {
      next: () =>
        performance.now() - began < LONGEST_MS
          ? undefined
          : this.wait(connection).then(() => {
              began = performance.now();
            }),
      pause: (wait) => {
        if (!wait) return undefined;
        const paused = performance.now();
        return wait.then(() => {
          began += performance.now() - paused;
        });
      },
    };
  }

  private wait(connection: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.waiting.size === 0) this.schedule();
      const calls = this.waiting.get(connection);
      if (calls) calls.push(resolve);
      else this.waiting.set(connection, [resolve]);
    });
  }

  private schedule(rounds = ROUNDS_BETWEEN): void {
    setImmediate(() => {
      if (rounds > 1) {
        this.schedule(rounds - 1);
        return;
      }
      this.goOn();
      if (this.waiting.size > 0) this.schedule();
    });
  }

  private goOn(): void {
    const [first] = this.waiting;
    if (!first) return;
    const [connection, calls] = first;
    this.waiting.delete(connection);
    calls.shift()?.();
    if (calls.length > 0) this.waiting.set(connection, calls);
  }
}
