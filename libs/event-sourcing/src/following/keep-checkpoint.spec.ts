import { expect, test } from '@jest/globals';
import { systemTiming } from '../supervising/timing.js';
import { keepCheckpoint } from './keep-checkpoint.js';

/** A second passes at once, each time that it is let. */
const world = (advance: (to: bigint) => Promise<readonly string[]>) => {
  const ending = new AbortController();
  const saved: bigint[] = [];
  let passed = 1n;
  let tick: () => void = () => undefined;
  const sleep = (_: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      tick = resolve;
      if (signal?.aborted === true) resolve();
      signal?.addEventListener('abort', () => resolve());
    });
  const cursor = {
    advance: (to: bigint) => {
      saved.push(to);
      return advance(to);
    },
  };
  const keeping = keepCheckpoint(cursor, () => passed, {
    timing: { ...systemTiming, sleep },
    signal: ending.signal,
  });
  return {
    ...{ ending, saved, keeping },
    pass: (to: bigint) => {
      passed = to;
    },
    second: async () => {
      tick();
      await new Promise(setImmediate);
    },
  };
};

const saves = () => Promise.resolve([]);

test('what was passed is saved once a second, and the last of it at the end', async () => {
  const { ending, saved, keeping, pass, second } = world(saves);
  for (const to of [2n, 3n]) pass(to);
  await second();
  pass(4n);
  ending.abort();
  await keeping;
  expect(saved).toEqual([3n, 4n]);
});

test('it ends when a save that was begun before has ended, and the last one', async () => {
  let finish: () => void = () => undefined;
  const isSlow = () => new Promise<readonly string[]>((resolve) => (finish = () => resolve([])));
  const { ending, saved, keeping, pass, second } = world(isSlow);
  let hasEnded = false;
  const ended = keeping.then(() => (hasEnded = true));
  await second();
  pass(5n);
  ending.abort();
  await new Promise(setImmediate);
  expect([saved, hasEnded]).toEqual([[1n], false]);
  finish();
  await second();
  finish();
  await ended;
  expect(saved).toEqual([1n, 5n]);
});

test('a save that fails is told at once', async () => {
  const { keeping, second } = world(() => Promise.reject(new Error('gone')));
  const told = expect(keeping).rejects.toThrow('gone');
  await second();
  await told;
});
