/** A look at everything, which those share who ask for it at the same time. */
export class SharedScan<T> {
  private scanning: Promise<T> | undefined;
  private again: Promise<T> | undefined;

  constructor(private readonly look: () => Promise<T>) {}

  /** As things are now: what was begun before is no answer. */
  async run(): Promise<T> {
    if (this.scanning === undefined) {
      this.scanning = this.look().finally(() => {
        this.scanning = undefined;
      });
      return this.scanning;
    }
    // The scan under way may have passed what the caller wants to see: one more, shared by all who ask meanwhile.
    this.again ??= this.settled().then(() => {
      this.again = undefined;
      return this.run();
    });
    return this.again;
  }

  /** Resolves when what was begun is over, well or not. */
  async settled(): Promise<void> {
    await this.scanning?.catch(() => undefined);
  }

  /** As `settled`, and with it what waits for its turn. */
  async finished(): Promise<void> {
    await this.again?.catch(() => undefined);
    await this.settled();
  }
}
