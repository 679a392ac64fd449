import { expect, test } from 'vitest';
import { silentLog, systemTiming, type Timing } from '#libs/event-sourcing';
import { ReadModelProgress } from './read-model-progress.js';

const progressOf = (readModels: { position: () => Promise<bigint>; waitFor: () => Promise<boolean> }) => {
  const sleeps: number[] = [];
  const timing: Timing = {
    ...systemTiming,
    sleep: (ms) => {
      sleeps.push(ms);
      return sleeps.length > 10 ? new Promise(() => undefined) : Promise.resolve();
    },
  };
  const reached: string[] = [];
  const progress = new ReadModelProgress({
    ...{ readModels, timing, waitMs: 10 },
    backOff: { firstMs: 1, maxMs: 1 },
    log: silentLog,
    onReached: (key) => reached.push(key),
  });
  return { progress, reached, sleeps };
};

test('who waits is told once the read models are there', async () => {
  let position = 1n;
  const { progress, reached } = progressOf({
    position: () => Promise.resolve(position),
    waitFor: () => {
      position = 5n;
      return Promise.resolve(true);
    },
  });
  expect(await progress.isAt(5n, 'a')).toBe(false);
  await expect.poll(() => reached).toEqual(['a']);
  expect(await progress.isAt(5n, 'b')).toBe(true);
});

test('asks nothing for a step that was still being done when it was stopped: nobody would end it', async () => {
  let waits = 0;
  const { progress, reached, sleeps } = progressOf({
    position: () => Promise.resolve(1n),
    waitFor: () => {
      waits += 1;
      return Promise.reject(new Error('closed'));
    },
  });
  await progress.stop();
  expect(await progress.isAt(5n, 'a')).toBe(false);
  await new Promise(setImmediate);
  expect([waits, sleeps, reached]).toEqual([0, [], []]);
});
