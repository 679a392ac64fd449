import { describe, expect, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { recorded, recordings } from '#libs/event-sourcing/testing';
import type { LastUse } from '../announced-pause.js';
import type { LaunchEvent } from '../launch.events.js';
import { type Launch, launch } from '../launch.js';
import { a } from '../testing/launches.js';
import { type LimitsLook, lookAtLimits } from './look-at-limits.js';

const HOUR = 3_600_000;
const never = Number.POSITIVE_INFINITY;
const at = (time: string): Date => new Date(`2026-03-01T${time}:00.000Z`);

const runningSince = (since: Date, launchId: string): Launch => {
  const started = recorded(a.started(1), { at: since.toISOString() });
  return { ...fold(launch, recordings<LaunchEvent>(a.launched(1), started))!, launchId };
};

const pageOf = async function* (...launches: readonly Launch[]): AsyncGenerator<readonly Launch[]> {
  yield await Promise.resolve(launches);
};

/** A look at sessions, with what each was asked and judged by. */
const world = (more: Partial<LimitsLook> = {}) => {
  const asked: string[] = [];
  const noted: string[] = [];
  const judged: [string, LastUse][] = [];
  const failed: string[] = [];
  const look: LimitsLook = {
    limits: { idleMs: 4 * HOUR, lifetimeMs: never },
    announced: () => pageOf(),
    runningSince: () => pageOf(runningSince(at('08:00'), 'one'), runningSince(at('08:00'), 'other')),
    uses: () =>
      Promise.resolve(
        new Map([
          ['one', at('11:00')],
          ['other', at('08:00')],
        ]),
      ),
    activity: ({ launchId }) => Promise.resolve(asked.push(launchId)).then(() => ({})),
    noteUse: (launchId, when) => Promise.resolve(noted.push(`${launchId} ${when.toISOString()}`)).then(() => undefined),
    judge: ({ launchId }, lastUse) => Promise.resolve(judged.push([launchId, lastUse])).then(() => undefined),
    onFailure: ({ launchId }) => failed.push(launchId),
    concurrency: 2,
    signal: new AbortController().signal,
    ...more,
  };
  return { look, asked, noted, judged, failed };
};

describe('rule 10, a look at what runs', () => {
  test('asks and judges only what was not used for long', async () => {
    const { look, asked, judged } = world();
    await lookAtLimits(look, at('11:30'));
    expect(asked).toEqual(['other']);
    expect(judged).toEqual([['other', { at: at('08:00').toISOString() }]]);
  });

  test('takes what nobody knows anything of for used now', async () => {
    const { look, asked, noted, judged } = world({ uses: () => Promise.resolve(new Map()) });
    await lookAtLimits(look, at('20:00'));
    expect(noted).toEqual([`one ${at('20:00').toISOString()}`, `other ${at('20:00').toISOString()}`]);
    expect([asked, judged]).toEqual([[], []]);
  });

  test('begins with what has run for long enough', async () => {
    const froms: Date[] = [];
    const { look } = world({
      // biome-ignore lint/correctness/useYield: nothing has run for so long
      runningSince: async function* (time) {
        froms.push(await Promise.resolve(time));
      },
    });
    await lookAtLimits(look, at('11:30'));
    expect(froms).toEqual([at('08:30')]);
  });

  test('believes a session that says it was active, and keeps that', async () => {
    const lastActivity = at('11:20').toISOString();
    const { look, noted, judged } = world({ activity: () => Promise.resolve({ lastActivity }) });
    await lookAtLimits(look, at('11:30'));
    expect(judged).toEqual([['other', { at: lastActivity }]]);
    expect(noted).toEqual([`other ${lastActivity}`]);
  });

  test('takes what a browser did later than that for its last use', async () => {
    const lastActivity = at('10:00').toISOString();
    const { look, noted, judged } = world({ activity: () => Promise.resolve({ lastActivity }) });
    await lookAtLimits(look, at('14:30'));
    expect(judged).toContainEqual(['one', { at: at('11:00').toISOString() }]);
    expect(noted).toEqual([`other ${lastActivity}`]);
  });

  test('knows nothing of a session that cannot be asked', async () => {
    const { look, judged } = world({ activity: () => Promise.resolve(undefined) });
    await lookAtLimits(look, at('11:30'));
    expect(judged).toEqual([['other', 'unknown']]);
  });

  test('does not ask whose time is over anyway', async () => {
    const { look, asked, judged } = world({ limits: { idleMs: never, lifetimeMs: 4 * HOUR } });
    await lookAtLimits(look, at('11:30'));
    expect(asked).toEqual([]);
    expect(judged.map(([launchId]) => launchId)).toEqual(['one', 'other']);
  });

  test('looks at what is announced, whatever the limits are now, and once', async () => {
    const since = at('08:00').toISOString();
    const one = { ...runningSince(at('08:00'), 'one'), announced: { reason: 'idle', since, pausesAt: since } as const };
    const { look, judged } = world({
      announced: () => pageOf(one),
      runningSince: () => pageOf(one),
    });
    await lookAtLimits(look, at('14:30'));
    expect(judged.map(([launchId]) => launchId)).toEqual(['one']);
    await lookAtLimits({ ...look, limits: { idleMs: never, lifetimeMs: never } }, at('14:30'));
    expect(judged).toHaveLength(2);
  });

  test('believes a browser that was there since, where the session cannot be asked', async () => {
    const since = at('08:00').toISOString();
    const announced = { reason: 'idle', since, pausesAt: at('12:00').toISOString() } as const;
    const { look, judged } = world({
      announced: () => pageOf({ ...runningSince(at('08:00'), 'one'), announced }),
      activity: () => Promise.resolve(undefined),
    });
    await lookAtLimits(look, at('11:10'));
    expect(judged).toContainEqual(['one', { at: at('11:00').toISOString() }]);
  });

  test('goes on where one fails', async () => {
    const { look, failed, judged } = world({
      activity: ({ launchId }) => (launchId === 'one' ? Promise.reject(new Error('no')) : Promise.resolve({})),
    });
    await lookAtLimits(look, at('14:30'));
    expect(failed).toEqual(['one']);
    expect(judged).toEqual([['other', { at: at('08:00').toISOString() }]]);
  });

  test('looks at nothing else where there are no limits', async () => {
    const { look } = world({
      limits: { idleMs: never, lifetimeMs: never },
      runningSince: () => {
        throw new Error('not to be asked');
      },
    });
    await expect(lookAtLimits(look, at('11:30'))).resolves.toBeUndefined();
  });
});
