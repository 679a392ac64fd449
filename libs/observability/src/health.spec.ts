import { describe, expect, test } from 'vitest';
import { type Condition, Health } from './health.js';
import { StandingProblems } from './standing-problems.js';

const health = (...conditions: (() => Condition | Promise<Condition>)[]): Health => {
  const made = new Health(0);
  for (const [index, check] of conditions.entries()) made.add({ name: `part-${index}`, check });
  made.started();
  return made;
};

describe('readiness', () => {
  test('is there while nothing is down, and names what is degraded', async () => {
    const made = health(
      () => ({ status: 'up' }),
      () => Promise.resolve({ status: 'degraded', detail: 'slow' }),
    );
    expect(await made.readiness()).toEqual({
      ready: true,
      checks: { 'part-0': { status: 'up' }, 'part-1': { status: 'degraded', detail: 'slow' } },
      problems: [{ check: 'part-1', status: 'degraded', name: 'part-1', detail: 'slow', since: expect.any(String) }],
    });
  });

  test('is not there while something is down; what throws is, and says why', async () => {
    const made = health(
      () => Promise.reject(new Error('ECONNREFUSED')),
      () => {
        throw new Error('broken');
      },
    );
    expect(await made.readiness()).toEqual({
      ready: false,
      checks: {
        'part-0': { status: 'down', detail: 'ECONNREFUSED' },
        'part-1': { status: 'down', detail: 'broken' },
      },
      problems: [
        expect.objectContaining({ name: 'part-0', detail: 'ECONNREFUSED' }),
        expect.objectContaining({ name: 'part-1', detail: 'broken' }),
      ],
    });
  });

  test('names every problem on its own, since when it is there and what to do, beside all of them in one text', async () => {
    let minute = 0;
    const made = new Health(0, new StandingProblems(() => new Date(Date.UTC(2026, 0, 1, 0, minute))));
    const broken = { name: 'broken documents in launch.v1', detail: '2', advice: 'raise its version' };
    let problems = [broken];
    made.add({ name: 'read-models', check: () => ({ status: 'degraded', problems }) });
    made.add({ name: 'database', advice: 'start it', check: () => Promise.reject(new Error('no answer')) });
    made.started();
    await made.readiness();
    minute = 5;
    problems = [
      { ...broken, detail: '3' },
      { ...broken, name: 'broken documents in project.v1' },
    ];
    const { checks, problems: found } = await made.readiness();
    expect(checks['read-models']).toEqual({
      status: 'degraded',
      detail:
        'broken documents in launch.v1: 3; raise its version; broken documents in project.v1: 2; raise its version',
    });
    expect(found.map(({ check, name, detail, since, advice }) => [check, name, detail, since, advice])).toEqual([
      ['read-models', 'broken documents in launch.v1', '3', '2026-01-01T00:00:00.000Z', 'raise its version'],
      ['read-models', 'broken documents in project.v1', '2', '2026-01-01T00:05:00.000Z', 'raise its version'],
      ['database', 'database', 'no answer', '2026-01-01T00:00:00.000Z', 'start it'],
    ]);
    minute = 6;
    problems = [];
    await made.readiness();
    problems = [broken];
    expect((await made.readiness()).problems[0]).toMatchObject({ since: '2026-01-01T00:06:00.000Z' });
  });

  test('begins with the start and ends at once when told to end, while what is served is served on', async () => {
    const made = new Health(60);
    const phases: unknown[] = [(await made.readiness()).checks];
    made.started();
    phases.push((await made.readiness()).ready);
    const ending = made.onModuleDestroy();
    phases.push(await made.readiness());
    expect(phases).toEqual([
      { process: { status: 'down', detail: 'starting' } },
      true,
      {
        ready: false,
        checks: { process: { status: 'down', detail: 'ending' } },
        problems: [{ check: 'process', status: 'down', name: 'process', detail: 'ending', since: expect.any(String) }],
      },
    ]);
    await ending;
  });
});
