import { Query } from 'mingo';
import { describe, expect, test } from 'vitest';
import type { FindOptions, ReadModels } from '#libs/event-sourcing';
import type { Launch, LaunchStatus } from '../../launch.js';
import { defaultLaunchLimits } from '../../launch-limits.js';
import { DueLaunches } from './due-launches.js';
import { LaunchIndex } from './launch-index.js';

const PAGE = 500;

const launchOf = (n: number, status: LaunchStatus, more: Partial<Launch> = {}): Launch =>
  ({
    launchId: `launch-${String(n).padStart(5, '0')}`,
    ...{ projectId: 'project', userId: 'user', status, since: '2026-01-01T00:00:00.000Z' },
    ...more,
  }) as Launch;

/** Documents, and how many each question was answered. */
const indexOf = (launches: readonly Launch[]) => {
  const answered: number[] = [];
  const find = (filter: object, { sort = { launchId: 1 }, limit = Infinity }: FindOptions = {}): Promise<Launch[]> => {
    const all = new Query({ ...filter })
      .find<Launch>([...launches])
      .sort({ ...sort })
      .all();
    answered.push(Math.min(all.length, limit));
    return Promise.resolve(all.slice(0, limit));
  };
  const readModels = { documents: () => ({ find }) } as unknown as ReadModels;
  return { index: new LaunchIndex(readModels), answered };
};

const allOf = async (pages: AsyncIterable<readonly Launch[]>): Promise<string[]> => {
  const found: string[] = [];
  for await (const page of pages) found.push(...page.map(({ launchId }) => launchId));
  return found;
};

describe('launches that live', () => {
  test('are all found, page by page, and none that rests', async () => {
    const running = Array.from({ length: 2 * PAGE + 1 }, (_, n) => launchOf(n, 'running'));
    const others = [launchOf(90_000, 'launching'), launchOf(90_001, 'pausing'), launchOf(90_002, 'stopping')];
    const resting = Array.from({ length: PAGE }, (_, n) => launchOf(50_000 + n, n % 2 === 0 ? 'paused' : 'inactive'));
    const { index, answered } = indexOf([...resting, ...running, ...others]);
    const live = [...running, ...others].map(({ launchId }) => launchId);
    expect((await allOf(index.live())).sort()).toEqual(live.sort());
    expect(Math.max(...answered)).toBeLessThanOrEqual(PAGE);
  });
});

describe('launches in a project that hold their place', () => {
  test('are all found, also those that rest, and none of another project or that has left its place', async () => {
    const paused = Array.from({ length: PAGE + 1 }, (_, n) => launchOf(n, 'paused'));
    const others = [launchOf(90_000, 'inactive'), launchOf(90_001, 'paused', { projectId: 'another' })];
    const failed = launchOf(90_002, 'failed');
    const { index } = indexOf([...others, ...paused, failed]);
    const found = [...paused, failed].map(({ launchId }) => launchId);
    expect((await allOf(index.occupyingIn('project'))).sort()).toEqual(found.sort());
  });
});

describe('a place in the queue', () => {
  const asked = (n: number, runAskedAt: string, status: LaunchStatus = 'launching') =>
    launchOf(n, status, { runAskedAt, phase: 'queued' });
  const launches = [
    asked(1, '2026-01-01T00:00:01.000Z'),
    asked(2, '2026-01-01T00:00:02.000Z'),
    asked(3, '2026-01-01T00:00:02.000Z'),
    asked(4, '2026-01-01T00:00:00.000Z', 'running'),
    asked(5, '2026-01-01T00:00:00.000Z', 'paused'),
    { ...asked(6, '2026-01-01T00:00:00.000Z'), userId: 'another' },
  ];

  test.each([
    ['the first', 0, 1],
    ['the second', 1, 2],
    ['one asked for at the same time, by its id', 2, 3],
  ])('of %s is behind what runs and what was asked for before', async (_, at, ahead) => {
    const { index, answered } = indexOf(launches);
    expect(await index.ahead(launches[at]!, 10)).toBe(ahead);
    expect(answered).toHaveLength(2);
  });

  test('is counted no further than it matters', async () => {
    const many = Array.from({ length: 1_000 }, (_, n) => asked(n, '2026-01-01T00:00:01.000Z'));
    const { index, answered } = indexOf(many);
    expect(await index.ahead(asked(5_000, '2026-01-01T00:00:02.000Z'), 5)).toBe(5);
    expect(answered.reduce((sum, count) => sum + count, 0)).toBe(5);
  });

  test('goes to the one that was asked for first', async () => {
    const { index } = indexOf(launches);
    expect(await index.nextInQueue('user', 2)).toMatchObject([
      { launchId: 'launch-00001' },
      { launchId: 'launch-00002' },
    ]);
  });
});

describe('launches that are due', () => {
  const now = new Date('2026-03-01T12:00:00.000Z');
  const looksUntilAll = async (launches: readonly Launch[]): Promise<number> => {
    const { index, answered } = indexOf(launches);
    const due = new DueLaunches(index, defaultLaunchLimits);
    const seen = new Set<string>();
    for (let looks = 1; looks <= 10; looks += 1) {
      for (const launchId of await due.look(now)) seen.add(launchId);
      expect(Math.max(...answered)).toBeLessThanOrEqual(PAGE);
      if (seen.size === launches.length) return looks;
    }
    throw new Error(`only ${seen.size} were seen`);
  };

  test.each([
    ['launching', '2026-03-01T11:45:00.000Z', '2026-03-01T11:45:00.001Z'],
    ['pausing', '2026-03-01T11:55:00.000Z', '2026-03-01T11:55:00.001Z'],
    ['stopping', '2026-03-01T11:55:00.000Z', '2026-03-01T11:55:00.001Z'],
    ['paused', '2026-02-15T12:00:00.000Z', '2026-02-15T12:00:00.001Z'],
    ['failed', '2026-02-15T12:00:00.000Z', '2026-02-15T12:00:00.001Z'],
  ] as const)('because they are %s for so long', async (status, late, inTime) => {
    const { index } = indexOf([launchOf(1, status, { since: late }), launchOf(2, status, { since: inTime })]);
    const found = await new DueLaunches(index, defaultLaunchLimits).look(now);
    expect(found).toEqual(['launch-00001']);
  });

  test.each([
    ['was kept long enough', '2026-02-15T12:00:00.000Z'],
    ['is to go at once', ''],
  ])('because a disk %s', async (_, diskKeptSince) => {
    const { index } = indexOf([launchOf(1, 'inactive', { diskKeptSince }), launchOf(2, 'inactive')]);
    const found = await new DueLaunches(index, defaultLaunchLimits).look(now);
    expect(found).toEqual(['launch-00001']);
  });

  test.each([
    ['at different times', (n: number) => new Date(Date.parse('2026-02-01T00:00:00Z') + n).toISOString()],
    ['all at the same time', () => '2026-02-01T00:00:00.000Z'],
  ])('are all looked at in turn, though none of them is ever dealt with: %s', async (_, since) => {
    const stuck = Array.from({ length: 2 * PAGE + 1 }, (_, n) => launchOf(n, 'launching', { since: since(n) }));
    expect(await looksUntilAll(stuck)).toBe(3);
  });

  test('are looked at again from the beginning when all were', async () => {
    const { index } = indexOf([launchOf(1, 'launching')]);
    const due = new DueLaunches(index, defaultLaunchLimits);
    expect(await due.look(now)).toHaveLength(1);
    expect(await due.look(now)).toHaveLength(0);
    expect(await due.look(now)).toHaveLength(1);
  });
});
