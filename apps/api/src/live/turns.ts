import { ProblemError } from '#libs/rest';

/** Work that is begun in the order it comes, and a few of it at once. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param mostWaiting more is refused: `too-many-requests` */
  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting = Number.POSITIVE_INFINITY,
  ) {}

  async take<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.running < this.atOnce) this.running += 1;
    else await this.turn();
    try {
      return await work();
    } finally {
      this.pass();
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.mostWaiting)
      throw new ProblemError(
        'too-many-requests',
        `${this.mostWaiting} of your messages wait already: await their answers.`,
      );
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits has the turn that is over: nobody who comes meanwhile is before them. */
  private pass(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
