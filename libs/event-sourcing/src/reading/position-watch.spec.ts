import { expect, test } from 'vitest';
import { PositionWatch } from './position-watch.js';

const watching = (read: () => bigint) => {
  const looks: bigint[] = [];
  const watch = new PositionWatch(() => {
    looks.push(read());
    return Promise.resolve(read());
  });
  return { watch, looks };
};

test('looks at once where nobody tells, and again until the position is there', async () => {
  let position = 1n;
  const { watch, looks } = watching(() => position++);
  expect(await watch.waitFor(3n, 5_000)).toBe(true);
  expect(looks.length).toBeGreaterThan(1);
});

test('who is told by whoever writes need not look', async () => {
  const { watch, looks } = watching(() => 0n);
  watch.announce(1n);
  const waiting = watch.waitFor(2n, 5_000);
  watch.announce(2n);
  expect(await waiting).toBe(true);
  expect(looks).toEqual([]);
});

test('looks nevertheless where nothing is told', async () => {
  let position = 1n;
  const { watch } = watching(() => position);
  watch.announce(1n);
  const waiting = watch.waitFor(2n, 5_000);
  position = 2n;
  expect(await waiting).toBe(true);
});

test('gives up in time, and says what went wrong', async () => {
  expect(await watching(() => 0n).watch.waitFor(1n, 20)).toBe(false);
  const broken = new PositionWatch(() => Promise.reject(new Error('gone')));
  await expect(broken.waitFor(1n, 5_000)).rejects.toThrow('gone');
});
