/**
 * Milliseconds from an anchor to now, to either side: one that was made while a clock was ahead is no fresher for it, and keeps nobody from
 * making the next one until then.
 */
export const ageOfAnchor = ({ at }: { readonly at: string }, now: Date): number =>
  Math.abs(now.getTime() - Date.parse(at));
