import type { Problem } from '#libs/observability';

/** Of work that is done again and again: what has kept it from succeeding, more than once since it last did. */
export class RepeatedFailures {
  #count = 0;
  #last: unknown;

  failed(error: unknown): void {
    this.#count += 1;
    this.#last = error;
  }

  succeeded(): void {
    this.#count = 0;
  }

  /** One failure passes by itself: the work is begun again. */
  problem(name: string): Problem | undefined {
    if (this.#count < 2) return undefined;
    const said = this.#last instanceof Error ? this.#last.message : String(this.#last);
    return { name, detail: `failed ${this.#count} times: ${said}` };
  }

  get count(): number {
    return this.#count;
  }
}
