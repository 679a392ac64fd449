import { describe, expect, test } from 'vitest';
import type { Launch } from './launch.js';
import { ownInClass, placeHolders, queuePosition } from './launch-queue.js';

type Queued = Pick<Launch, 'launchId' | 'runAskedAt' | 'status'>;

const queued = (launchId: string, runAskedAt: string, status: Launch['status'] = 'launching'): Queued => ({
  launchId,
  runAskedAt,
  status,
});

describe('rule 10, limits: the queue of a user', () => {
  const b = queued('b', '2026-01-02');

  test('lets one start while there is room', () => {
    expect(queuePosition(b, [], 1)).toBe(0);
    expect(queuePosition(b, [b], 1)).toBe(0);
    expect(queuePosition(b, [queued('a', '2026-01-01')], 2)).toBe(0);
  });

  test('counts those that run or are being ended, whenever they were asked', () => {
    expect(queuePosition(b, [queued('a', '2026-01-03', 'running')], 1)).toBe(1);
    expect(queuePosition(b, [queued('a', '2026-01-03', 'stopping')], 1)).toBe(1);
  });

  test('counts those that were asked before, and not those after', () => {
    expect(queuePosition(b, [queued('a', '2026-01-01'), queued('c', '2026-01-03')], 1)).toBe(1);
    expect(queuePosition(b, [queued('a', '2026-01-01'), queued('c', '2026-01-01')], 1)).toBe(2);
  });

  test('names those that have the places: what runs first, then who asked before', () => {
    const live = [
      queued('waits', '2026-01-01T02'),
      queued('begins', '2026-01-01T01'),
      b,
      queued('later', '2026-01-03'),
      queued('runs', '2026-01-01T05', 'running'),
    ];
    expect(placeHolders(b, live, 2).map(({ launchId }) => launchId)).toEqual(['runs', 'begins']);
  });

  test('names those of a resource class that have its runs, and not those that wait or are of another', () => {
    const of = (launchId: string, resourceClassId: string, status: Launch['status'], phase?: Launch['phase']) => ({
      ...queued(launchId, '2026-01-01', status),
      ...{ phase, configuration: { resourceClass: { resourceClassId, name: '' } } as Launch['configuration'] },
    });
    const waits = of('waits', 'gpu', 'launching', 'queued');
    const live = [
      waits,
      of('begins', 'gpu', 'launching', 'pulling'),
      of('waits too', 'gpu', 'launching', 'queued'),
      of('runs', 'gpu', 'running'),
      of('other', 'small', 'running'),
    ];
    expect(ownInClass(waits, live).map(({ launchId }) => launchId)).toEqual(['runs', 'begins']);
  });

  test('decides by id between those asked at the same moment', () => {
    expect(queuePosition(b, [queued('a', b.runAskedAt)], 1)).toBe(1);
    expect(queuePosition(b, [queued('c', b.runAskedAt)], 1)).toBe(0);
  });
});
