export interface BackOff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** How long to wait before attempt `attempt` (0: the first repetition): doubling, with full jitter in its upper half. */
export const backOffMs = (attempt: number, random: () => number, { firstMs, maxMs }: BackOff): number => {
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 30));
  return ceiling / 2 + (random() * ceiling) / 2;
};
