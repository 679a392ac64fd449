interface Limits {
  readonly all: number;
  /** Of one who shares them. */
  readonly each: number;
}

/** Places for what is done at once. Nobody takes up all of them. */
export class SharedPlaces {
  readonly #taken = new Set<{ readonly by: string }>();

  constructor(private readonly limits: Limits) {}

  /** How it is given back; undefined: there is none. */
  take(by: string): (() => void) | undefined {
    const own = [...this.#taken].filter((place) => place.by === by);
    if (this.#taken.size >= this.limits.all || own.length >= this.limits.each) return undefined;
    const place = { by };
    this.#taken.add(place);
    return () => void this.#taken.delete(place);
  }
}
