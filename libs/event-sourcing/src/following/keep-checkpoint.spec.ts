import { expect, test } from 'vitest';
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

test('what was passed is saved once a second, until the end', async () => {
  const { ending, saved, keeping, pass, second } = world(saves);
  for (const to of [2n, 3n]) pass(to);
  await second();
  await second();
  pass(4n);
  ending.abort();
  await keeping;
  expect(saved).toEqual([3n, 3n]);
});

test('it ends when a save that was begun before has ended', async () => {
  let finish: () => void = () => undefined;
  const { ending, keeping, second } = world(() => new Promise((resolve) => (finish = () => resolve([]))));
  let hasEnded = false;
  const ended = keeping.then(() => (hasEnded = true));
  await second();
  ending.abort();
  await new Promise(setImmediate);
  expect(hasEnded).toBe(false);
  finish();
  await ended;
});

test('a save that fails is told at once', async () => {
  const { keeping, second } = world(() => Promise.reject(new Error('gone')));
  const told = expect(keeping).rejects.toThrow('gone');
  await second();
  await told;
});
