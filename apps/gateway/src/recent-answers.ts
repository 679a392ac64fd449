import type { LRUCache } from 'lru-cache';
import { launchCache } from './launch-cache.js';

/** Asks for each key at most once per `freshMs`, however many want to know. Failures are not kept. */
export class RecentAnswers<Key, T> {
  private readonly answers: LRUCache<string, Promise<T>>;

  constructor(
    freshMs: number,
    private readonly nameOf: (key: Key) => string,
    private readonly ask: (key: Key) => Promise<T>,
  ) {
    // an answer ages from when it was asked for, since what it says may be as old as that
    this.answers = launchCache(freshMs);
  }

  async get(key: Key): Promise<T> {
    const name = this.nameOf(key);
    const known = this.answers.get(name);
    if (known !== undefined) return known;
    const answer = this.ask(key);
    this.answers.set(name, answer);
    answer.catch(() => {
      if (this.answers.peek(name) === answer) this.answers.delete(name);
    });
    return answer;
  }

  forget(key: Key): void {
    this.answers.delete(this.nameOf(key));
  }
}
