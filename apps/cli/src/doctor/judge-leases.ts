import type { LeaseMember, LeaseRecord } from '#libs/event-sourcing';
import type { Finding } from './finding.js';
import { hasSignOfLife } from './has-sign-of-life.js';

type Leases = ReadonlyMap<string, LeaseRecord>;

interface LeaseLooks {
  readonly first: Leases;
  /** So much later that each holder has given a sign of life, if it lives. */
  readonly second: Leases;
  /** Those without which nothing works. */
  readonly required: readonly string[];
  /** That of the first worker of this version, while those of another one work. */
  readonly awaited?: string | undefined;
}

/** A holder gives a sign of life every eighth of the ten seconds after which another takes over. */
const BEAT_MS = 1250;

const START_WORKER = 'start a worker of this version (npm start, or npm run start:worker)';

const lasted = (beat: bigint): string => {
  const minutes = Math.round((Number(beat) * BEAT_MS) / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 60)} hours`;
};

const shares = (members: readonly LeaseMember[]): string => {
  const all = members.reduce((sum, { shards }) => sum + shards.length, 0);
  return members.map(({ id, shards }) => `${id} (${shards.length} of ${all} shards)`).join(', ');
};

/** Where a worker has to be. */
const unheld = (check: string, detail: string, isAwaited: boolean, advice: string): Finding =>
  isAwaited
    ? { check, status: 'ok', detail: `${detail}: no worker of this version runs yet` }
    : { check, status: 'problem', detail, advice };

const isHeld = (record: LeaseRecord | undefined): record is LeaseRecord => record !== undefined && record.owner !== '';

/**
 * Who acts, from two looks at the leases: they have no clock, only signs of life that grow. Of those that nobody has to hold, a
 * silent one is what an earlier version or a removed policy left.
 */
export const judgeLeases = ({ first, second, required, awaited }: LeaseLooks): Finding[] => {
  const names = [...new Set([...required, ...second.keys()])].toSorted();
  return names.flatMap((name): Finding[] => {
    const record = second.get(name);
    const check = `lease ${name}`;
    const isRequired = required.includes(name);
    const isAwaited = name === awaited;
    if (!isHeld(record)) return isRequired ? [unheld(check, 'nobody holds it', isAwaited, START_WORKER)] : [];
    const { owner, epoch, beat, members } = record;
    const held =
      members === undefined ? `${owner} holds it for ${lasted(beat)}` : `held together by ${shares(members)}`;
    if (hasSignOfLife(first.get(name), record)) return [{ check, status: 'ok', detail: `${held}, epoch ${epoch}` }];
    const detail = `its holder ${owner} (epoch ${epoch}) gives no sign of life`;
    if (!isRequired) return [{ check, status: 'ok', detail: `${detail}: left by a worker that has ended` }];
    const advice = `${START_WORKER}; where one runs, look at its log and at its /readyz: another takes over after 10 seconds`;
    return [unheld(check, detail, isAwaited, advice)];
  });
};
