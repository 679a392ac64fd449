import type { Finding } from './finding.js';

/** A clock of another machine, between two readings of ours; in milliseconds since 1970. */
export interface ClockReading {
  readonly before: number;
  readonly theirs: number;
  readonly after: number;
}

/** More than people notice in the times that are shown. */
const NOTICEABLE_MS = 2000;
/** More than tokens, tickets and cookies allow for. */
const HARMFUL_MS = 30_000;

/** How far a store's clock is from this one; what the question took is given to either. */
export const judgeClock = (store: string, { before, theirs, after }: ClockReading): Finding => {
  const check = `clock of the ${store}`;
  const difference = Math.max(theirs - after, before - theirs, 0);
  const seconds = (difference / 1000).toFixed(1);
  if (difference < NOTICEABLE_MS) return { check, status: 'ok', detail: `${seconds} s from this machine’s at most` };
  const detail = `${seconds} s ${theirs > after ? 'ahead of' : 'behind'} this machine’s`;
  const advice = 'let both machines keep their time by NTP (timedatectl says whether they do)';
  return { check, status: difference < HARMFUL_MS ? 'warning' : 'problem', detail, advice };
};
