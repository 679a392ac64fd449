interface Asked<T> {
  readonly at: number;
  readonly answer: Promise<T>;
}

/** Asks for each key at most once per `freshMs`, however many want to know. Failures are not kept. */
export class RecentAnswers<T> {
  readonly #asked = new Map<string, Asked<T>>();

  constructor(
    private readonly freshMs: number,
    private readonly ask: (...key: readonly string[]) => Promise<T>,
  ) {}

  async get(...key: readonly string[]): Promise<T> {
    const name = key.join(' ');
    const known = this.#asked.get(name);
    if (known !== undefined && this.#isFresh(known)) return known.answer;
    this.#forgetOld();
    const asked = { at: performance.now(), answer: this.ask(...key) };
    this.#asked.delete(name);
    this.#asked.set(name, asked);
    asked.answer.catch(() => {
      if (this.#asked.get(name) === asked) this.#asked.delete(name);
    });
    return asked.answer;
  }

  forget(...key: readonly string[]): void {
    this.#asked.delete(key.join(' '));
  }

  /** From when it was asked, not answered: what it says may be as old as that. */
  #isFresh({ at }: Asked<T>): boolean {
    return performance.now() - at < this.freshMs;
  }

  /** The map is in the order of asking. */
  #forgetOld(): void {
    for (const [name, asked] of this.#asked) {
      if (this.#isFresh(asked)) return;
      this.#asked.delete(name);
    }
  }
}
