import { describe, expect, test } from 'vitest';
import { loadOf } from './load-of.js';

const small = { resourceClassId: '7d1a1c7e-0000-4000-8000-0000000000c1', name: 'small' };
const large = { resourceClassId: '7d1a1c7e-0000-4000-8000-0000000000c2', name: 'large' };
const none = { running: 0, starting: 0, waiting: 0, ending: 0 };

const counted = (count: number, status: string, phase?: string, of?: typeof small) => ({
  values: [status, phase, of?.resourceClassId, of?.name],
  count,
});

describe('load', () => {
  test('what is launching waits until something is kept for it, then it starts', () => {
    const phases = ['disk', 'pulling', 'cloning', 'starting', 'checking'];
    const load = loadOf(
      [
        counted(1, 'launching'),
        counted(2, 'launching', 'queued'),
        counted(4, 'launching', 'scheduling'),
        ...phases.map((phase) => counted(10, 'launching', phase)),
      ],
      [],
    );
    expect(load.total).toEqual({ ...none, waiting: 7, starting: 50 });
  });

  test('is counted by class and in all; what is being paused or stopped ends', () => {
    const load = loadOf(
      [
        counted(5, 'running', undefined, small),
        counted(2, 'pausing', 'pausing', small),
        counted(1, 'stopping', 'stopping', large),
        counted(3, 'running', undefined),
      ],
      [small, large],
    );
    expect(load).toEqual({
      total: { ...none, running: 8, ending: 3 },
      classes: [
        { resourceClass: { ...large, offered: true }, ...none, ending: 1 },
        { resourceClass: { ...small, offered: true }, ...none, running: 5, ending: 2 },
        { ...none, running: 3 },
      ],
    });
  });

  test('a class in which nothing runs is there as well, and one that was renamed or archived is one class', () => {
    const tiny = { ...small, name: 'tiny' };
    const load = loadOf(
      [
        counted(1, 'running', undefined, small),
        counted(1, 'running', undefined, tiny),
        counted(1, 'running', undefined, large),
      ],
      [tiny, { resourceClassId: '7d1a1c7e-0000-4000-8000-0000000000c3', name: 'idle' }],
    );
    expect(load.classes).toMatchObject([
      { resourceClass: { name: 'idle', offered: true }, ...none },
      { resourceClass: { name: 'large', offered: false }, running: 1 },
      { resourceClass: { name: 'tiny', offered: true }, running: 2 },
    ]);
    expect(loadOf([], [])).toEqual({ total: none, classes: [] });
  });
});
