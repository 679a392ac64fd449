import { announcementMs, type LastUse, type PauseLimits, pauseDue } from '../announced-pause.js';
import type { Launch } from '../launch.js';

export interface LimitsLook {
  readonly limits: PauseLimits;
  /** Those whose pause is announced: also where the limits are others now, or none. */
  readonly announced: () => AsyncIterable<readonly Launch[]>;
  /** Those that were running at that time already. */
  readonly runningSince: (time: Date) => AsyncIterable<readonly Launch[]>;
  /** By launch, when gateways saw them used last. */
  readonly uses: (launchIds: readonly string[]) => Promise<ReadonlyMap<string, Date>>;
  /** When the session itself says that it was active; `{}`: it says nothing of it, undefined: it could not be asked. */
  readonly activity: (launch: Launch) => Promise<{ readonly lastActivity?: string | undefined } | undefined>;
  /** Keeps what the session said, so that it is not asked again at the next look. */
  readonly noteUse: (launchId: string, at: Date) => Promise<void>;
  /** Announces, calls off or pauses, as the log says it is. */
  readonly judge: (launch: Launch, lastUse: LastUse, now: Date) => Promise<void>;
  /** The others are looked at all the same, and this one again in the next look. */
  readonly onFailure: (launch: Launch, error: unknown) => void;
  /** Sessions that are asked at the same time. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

/** The shortest time after which anything can be due. */
const shortestMs = ({ idleMs, lifetimeMs }: PauseLimits): number =>
  Math.min(...[idleMs, lifetimeMs].map((ms) => ms - announcementMs(ms)));

const lastUseOf = async (look: LimitsLook, launch: Launch, seen: Date): Promise<LastUse> => {
  const said = await look.activity(launch);
  const { announced } = launch;
  // a browser was there since: what the session says of itself does not matter
  if (said === undefined && announced !== undefined && seen > new Date(announced.since))
    return { at: seen.toISOString() };
  if (said === undefined) return 'unknown';
  const active = said.lastActivity === undefined ? undefined : new Date(said.lastActivity);
  if (active === undefined || seen >= active) return { at: seen.toISOString() };
  await look.noteUse(launch.launchId, active);
  return { at: active.toISOString() };
};

/** What nobody knows anything of, since it ran before uses were kept, is not idle: it counts as used now. */
const knownUse = async (look: LimitsLook, launch: Launch, seen: Date | undefined, now: Date): Promise<Date> => {
  if (seen === undefined) await look.noteUse(launch.launchId, now);
  return seen ?? now;
};

/** Only who seems to be near a limit is asked, and judged. */
const lookAt = async (look: LimitsLook, launch: Launch, seen: Date, now: Date): Promise<void> => {
  const due = pauseDue(launch, { at: seen.toISOString() }, look.limits, now);
  if (due === undefined && launch.announced === undefined) return;
  const lastUse = due?.reason === 'max-lifetime' ? { at: seen.toISOString() } : await lastUseOf(look, launch, seen);
  await look.judge(launch, lastUse, now);
};

/** One look at all sessions whose pause is announced, and at those that run for long enough to be near a limit. */
export const lookAtLimits = async (look: LimitsLook, now: Date): Promise<void> => {
  for await (const page of look.announced()) await lookAtAll(look, page, now);
  const shortest = shortestMs(look.limits);
  if (!Number.isFinite(shortest)) return;
  for await (const page of look.runningSince(new Date(now.getTime() - shortest)))
    await lookAtAll(
      look,
      page.filter(({ announced }) => announced === undefined),
      now,
    );
};

const lookAtAll = async (look: LimitsLook, launches: readonly Launch[], now: Date): Promise<void> => {
  const uses = await look.uses(launches.map(({ launchId }) => launchId));
  const waiting = [...launches];
  const lookInTurn = async (): Promise<void> => {
    for (let launch = waiting.shift(); launch !== undefined && !look.signal.aborted; launch = waiting.shift())
      await lookOrTell(look, launch, uses.get(launch.launchId), now);
  };
  await Promise.all(Array.from({ length: look.concurrency }, lookInTurn));
};

const lookOrTell = async (look: LimitsLook, launch: Launch, seen: Date | undefined, now: Date): Promise<void> => {
  try {
    await lookAt(look, launch, await knownUse(look, launch, seen, now), now);
  } catch (error) {
    look.onFailure(launch, error);
  }
};
