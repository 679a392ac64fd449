import type { EventStore } from '../events/event-store.js';

/** Returns which streams were read since it was called last, one entry a read: what an operation costs. */
export const watchReads = (store: Pick<EventStore, 'read'>): (() => string[]) => {
  const read = store.read.bind(store);
  const reads: string[] = [];
  store.read = (stream, options) => {
    reads.push(stream);
    return read(stream, options);
  };
  return () => reads.splice(0);
};
