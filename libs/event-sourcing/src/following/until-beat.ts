/**
 * Milliseconds to the next sign of life. All leases of a process beat together, so that a store writes to its disk once for all of them.
 * Between a half and one and a half of an eighth of the TTL: whom a timer wakes a little early does not beat twice.
 */
export const untilBeat = (ttlMs: number, now: number): number => {
  const everyMs = ttlMs / 8;
  return (Math.round(now / everyMs) + 1) * everyMs - now;
};
