const REST_PER_WAITED = 0.1;

/** Milliseconds. Looks take time from what is waited for: after a long wait they are fewer. */
export const restBetweenLooks = (waitedMs: number, firstMs: number, lastMs: number): number =>
  Math.min(lastMs, Math.max(firstMs, waitedMs * REST_PER_WAITED));
