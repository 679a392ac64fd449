/** A promise that its owner settles: Node 20 has no Promise.withResolvers. */
export class Settlement {
  readonly settled: Promise<void>;
  resolve!: () => void;
  reject!: (error: Error) => void;

  constructor() {
    this.settled = new Promise<void>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Nobody needs to wait for it.
    this.settled.catch(() => undefined);
  }
}
