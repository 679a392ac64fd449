import { describe, expect, test } from 'vitest';
import { PullProgress } from './pull-progress.js';

const line = (id: string, current: number, total: number, status = 'Downloading') => ({
  ...{ id, status },
  progressDetail: { current: current * 1e6, total: total * 1e6 },
});

describe('the progress of a pull', () => {
  test('is of all layers, in megabytes', () => {
    const progress = new PullProgress();
    expect(progress.add(line('a', 0, 400))).toBeUndefined();
    expect(progress.add(line('b', 20, 80))).toBeUndefined();
    expect(progress.add(line('a', 100, 400))).toBe('120 of 480 MB');
  });

  test('is told at most eight times, however often it changes', () => {
    const progress = new PullProgress();
    const told = Array.from({ length: 1000 }, (_, n) => progress.add(line('a', n + 1, 1000)));
    expect(told.filter((text) => text !== undefined)).toHaveLength(8);
    expect(told.at(-1)).toBe('1000 of 1000 MB');
  });

  test('does not count what is unpacked a second time', () => {
    const progress = new PullProgress();
    progress.add(line('a', 100, 100));
    expect(progress.add(line('a', 10, 100, 'Extracting'))).toBeUndefined();
  });

  test('is nothing where an engine tells no bytes', () => {
    expect(new PullProgress().add({ id: 'a', status: 'Pulling fs layer', progressDetail: {} })).toBeUndefined();
    expect(new PullProgress().add({ status: 'Digest: sha256:…' })).toBeUndefined();
  });
});
