import { ageOfAnchor } from '#libs/audit';
import type { Finding } from './finding.js';

export interface AnchorsSeen {
  /** When the newest was made, RFC 3339; undefined: there is none. */
  readonly newestAt: string | undefined;
  /** The position that it reaches to. */
  readonly newestPosition: bigint;
  readonly head: bigint;
  /** Nothing has happened since it was made: there is nothing to anchor. */
  readonly isAllAnchored: boolean;
  readonly now: Date;
}

const HOUR_MS = 60 * 60_000;
/** They are made daily; a worker may have stood still for a while. */
const OVERDUE_MS = 48 * HOUR_MS;

/** The anchor itself comes after what it anchors. Whether the log is as they say, `log verify` tells. */
export const judgeAnchors = ({ newestAt, newestPosition, head, isAllAnchored, now }: AnchorsSeen): Finding => {
  const check = 'anchors of the log';
  const advice =
    'see log-anchors in /readyz of the workers: where it is off, name a key by SIGNING_KEY_FILE (docs/operations.md)';
  if (newestAt === undefined && head === 0n) return { check, status: 'ok', detail: 'there is nothing to anchor yet' };
  if (newestAt === undefined)
    return { check, status: 'warning', detail: 'there is none: the log is not anchored', advice };
  const ageMs = ageOfAnchor({ at: newestAt }, now);
  const side = Date.parse(newestAt) - now.getTime() > HOUR_MS ? 'ahead of this machine’s clock' : 'old';
  const detail = `the newest is ${Math.round(ageMs / HOUR_MS)} hours ${side}, up to position ${newestPosition} of ${head}`;
  return ageMs > OVERDUE_MS && !isAllAnchored
    ? { check, status: 'warning', detail, advice }
    : { check, status: 'ok', detail };
};
