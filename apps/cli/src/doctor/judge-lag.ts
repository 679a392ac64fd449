import type { Finding } from './finding.js';

export interface Follower {
  /** What follows the log, e.g. `read model launch.v2` or `policy:…`. */
  readonly name: string;
  /** Its checkpoint at two looks; undefined: there was none. */
  readonly first: bigint | undefined;
  readonly second: bigint | undefined;
  /** A worker of another version works, and none of this one yet, which alone feeds what it changed. */
  readonly waitsForWorker?: boolean;
}

/** Whether something that follows the log has come as far as the log was when it was looked at first. */
export const judgeLag = ({ name, first, second, waitsForWorker = false }: Follower, head: bigint): Finding => {
  const check = `lag of ${name}`;
  const position = second ?? 0n;
  if (position >= head) return { check, status: 'ok', detail: `up to date, at position ${position}` };
  const detail = `at position ${position}, ${head - position} behind the log`;
  if (position > (first ?? 0n)) {
    const advice = 'it is catching up: look again; where it takes long, projections list says how far each is';
    return { check, status: 'warning', detail, advice };
  }
  if (waitsForWorker) return { check, status: 'ok', detail: `${detail}: it waits for a worker of this version` };
  const advice = 'it stands still: see whether a worker runs (the leases), and what its log and its /readyz say';
  return { check, status: 'problem', detail, advice };
};
