import { describe, expect, test } from '@jest/globals';
import { type Condition, Health } from './health.js';

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
    });
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
      { ready: false, checks: { process: { status: 'down', detail: 'ending' } } },
    ]);
    await ending;
  });
});
