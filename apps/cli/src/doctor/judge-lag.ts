import type { Finding } from './finding.js';

export interface Follower {
  /** What follows the log, e.g. `read model launch.v2` or `policy:…`. */
  readonly name: string;
  /** Its checkpoint at two looks; undefined: there was none. */
  readonly first: bigint | undefined;
  readonly second: bigint | undefined;
}

/** Whether something that follows the log has come as far as the log was when it was looked at first. */
export const judgeLag = ({ name, first, second }: Follower, head: bigint): Finding => {
  const check = `lag of ${name}`;
  const position = second ?? 0n;
  if (position >= head) return { check, status: 'ok', detail: `up to date, at position ${position}` };
  const detail = `at position ${position}, ${head - position} behind the log`;
  if (position > (first ?? 0n)) {
    const advice = 'it is catching up: look again; where it takes long, projections list says how far each is';
    return { check, status: 'warning', detail, advice };
  }
  const advice = 'it stands still: see whether a worker runs (the leases), and what its log and its /readyz say';
  return { check, status: 'problem', detail, advice };
};
