/** Where the one that is furthest behind is; 0n, before the first event, where there is none. */
export const lowestPosition = (positions: Iterable<bigint>): bigint => {
  let lowest: bigint | undefined;
  for (const position of positions) if (lowest === undefined || position < lowest) lowest = position;
  return lowest ?? 0n;
};
