import { describe, expect, test } from '@jest/globals';
import type { Launch } from './launch.js';
import { queuePosition } from './launch-queue.js';

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

  test('decides by id between those asked at the same moment', () => {
    expect(queuePosition(b, [queued('a', b.runAskedAt)], 1)).toBe(1);
    expect(queuePosition(b, [queued('c', b.runAskedAt)], 1)).toBe(0);
  });
});
