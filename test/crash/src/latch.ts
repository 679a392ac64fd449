/** Whoever waits for it goes on when it is opened. */
export class Latch {
  private waiting: Promise<void>;
  private resolve: () => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;

  /** Closed at first. */
  constructor() {
    this.waiting = this.closed();
  }

  opened(): Promise<void> {
    return this.waiting;
  }

  open(): void {
    this.resolve();
  }

  close(): void {
    this.open();
    this.waiting = this.closed();
  }

  /** It will not open any more: whoever waits gets the error. */
  fail(error: Error): void {
    this.close();
    this.reject(error);
  }

  private closed(): Promise<void> {
    const waiting = new Promise<void>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    waiting.catch(() => undefined);
    return waiting;
  }
}
