import { LRUCache } from 'lru-cache';
import type { Projected } from './read-models.js';

type List = readonly Projected<object>[];

/** Longer ones are pages that a program reads, not a person. */
const LONGEST = 100;
/** Of one partition; then it begins anew. */
const LISTS = 8;

/** What was found in partitions, by what was asked: forgotten together when anything in the partition changes. */
export class PartitionLists {
  private readonly partitions: LRUCache<string, ReadonlyMap<string, List>>;

  /** @param capacity documents in all of them together, at most */
  constructor(capacity: number) {
    this.partitions = new LRUCache({
      maxSize: capacity,
      sizeCalculation: (lists) => [...lists.values()].reduce((sum, { length }) => sum + length, 1),
    });
  }

  get(partition: string, asked: string): List | undefined {
    return this.partitions.get(partition)?.get(asked);
  }

  keep(partition: string, asked: string, found: List): void {
    if (found.length > LONGEST) return;
    const lists = this.partitions.get(partition);
    const others = lists === undefined || lists.size === LISTS ? [] : lists;
    // the cache weighs only what is another object than before
    this.partitions.set(partition, new Map([...others, [asked, [...found]]]));
  }

  delete(partition: string): void {
    this.partitions.delete(partition);
  }

  clear(): void {
    this.partitions.clear();
  }
}
