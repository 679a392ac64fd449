import { LRUCache } from 'lru-cache';
import type { ReadingRow } from '../stored/rows.js';

interface Seen {
  readonly sign: string;
  readonly since: number;
}

/** Whether whoever reads an image, in whatever process, still lives. No clocks are compared: one has to see that nothing moves. */
export class ReadingsWatch {
  readonly #seen = new LRUCache<string, Seen>({ max: 1_000 });

  constructor(
    private readonly silenceMs: number,
    private readonly now: () => number,
  ) {}

  isAlive({ _id, holder, beat }: Pick<ReadingRow, '_id' | 'holder' | 'beat'>): boolean {
    const sign = `${holder} ${beat}`;
    const seen = this.#seen.get(_id);
    if (seen?.sign === sign) return this.now() - seen.since < this.silenceMs;
    this.#seen.set(_id, { sign, since: this.now() });
    return true;
  }
}
