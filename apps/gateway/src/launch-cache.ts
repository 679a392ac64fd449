import { LRUCache } from 'lru-cache';

const CAPACITY = 100_000;

/** Of so many launches that no gateway reaches it, each for `ttl` milliseconds. */
export const launchCache = <Value extends object | true>(ttl: number): LRUCache<string, Value> =>
  // by size and not by `max`, which takes the room of all of them at once: the gateway's four were 17 MiB while nobody came
  new LRUCache({ maxSize: CAPACITY, sizeCalculation: () => 1, ttl });
