const LONGEST_MS = 10;

/** Resolves when the call may go on; undefined while its turn lasts. */
type NextTurn = () => Promise<void> | undefined;

/**
 * Shares the thread among calls that look at many events. Looking at one costs what its filter costs, so turns are measured in
 * time. One call goes on in each round of the event loop, however many wait: in between everybody else is served.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  /** To be asked after each event. */
  begin(): NextTurn {
    let began = performance.now();
    return () =>
      performance.now() - began < LONGEST_MS
        ? undefined
        : this.wait().then(() => {
            began = performance.now();
          });
  }

  private wait(): Promise<void> {
    return new Promise((resolve) => {
      if (this.waiting.push(resolve) === 1) this.schedule();
    });
  }

  private schedule(): void {
    setImmediate(() => {
      this.waiting.shift()?.();
      if (this.waiting.length > 0) this.schedule();
    });
  }
}
