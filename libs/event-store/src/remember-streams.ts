import { LRUCache } from 'lru-cache';
import type { EventStore, Recorded } from '#libs/event-sourcing';

interface Reading {
  readonly from?: bigint;
  readonly maxCount?: number;
}

/**
 * The same store, which fetches and decodes of a stream only what it has not read before: a decision folds its whole stream, and
 * the streams that are decided on most are the long ones. Every read still asks the store, from the last remembered event on, so
 * that nothing is missed, and so that a stream that was deleted or belongs to a restored backup is noticed and read anew.
 * Events are shared among readers: do not change them.
 * @param capacity events kept, at most, of the streams read last; each is a few hundred bytes
 */
export const rememberStreams = (store: EventStore, capacity = 10_000): EventStore => {
  const memory = new LRUCache<string, readonly Recorded[]>({
    maxSize: capacity,
    sizeCalculation: (events) => Math.max(events.length, 1),
  });

  const readOn = async (stream: string, known: readonly Recorded[]): Promise<Recorded[]> => {
    const last = known.at(-1);
    if (last === undefined) return store.read(stream);
    const [again, ...since] = await store.read(stream, { from: last.revision });
    return again?.id === last.id && again.at === last.at ? [...known, ...since] : store.read(stream);
  };

  const read = async (stream: string, { from = 0n, maxCount }: Reading = {}): Promise<Recorded[]> => {
    if (maxCount !== undefined) return store.read(stream, { from, maxCount });
    const known = memory.get(stream) ?? [];
    if (known.length === 0 && from > 0n) return store.read(stream, { from });
    const events = await readOn(stream, known);
    memory.set(stream, events);
    return from === 0n ? [...events] : events.filter(({ revision }) => revision >= from);
  };

  return {
    read,
    append: (stream, expected, events, options) => store.append(stream, expected, events, options),
    follow: (following) => store.follow(following),
    head: () => store.head(),
    identity: () => store.identity(),
    close: () => store.close(),
  };
};
