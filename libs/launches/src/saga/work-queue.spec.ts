import { describe, expect, test } from '@jest/globals';
import { systemTiming } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { WorkQueue, type WorkQueueOptions } from './work-queue.js';

const queueOf = (work: WorkQueueOptions['work'], options: Partial<WorkQueueOptions> = {}): WorkQueue =>
  new WorkQueue({
    work,
    onError: () => undefined,
    concurrency: 2,
    backOff: { firstMs: 1, maxMs: 5 },
    timing: systemTiming,
    ...options,
  });

describe('the work queue', () => {
  test('works on a key once at a time, and once more for all that was asked meanwhile', async () => {
    const finish: (() => void)[] = [];
    const queue = queueOf(async () => {
      await new Promise<void>((resolve) => finish.push(resolve));
      return undefined;
    });
    for (let i = 0; i < 5; i += 1) queue.add('a');
    expect(finish).toHaveLength(1);
    finish[0]?.();
    await until('two are at work', () => finish.length === 2);
    finish[1]?.();
    await queue.stop();
    expect(finish).toHaveLength(2);
  });

  test('works on a bounded number of keys', async () => {
    let active = 0;
    let most = 0;
    let done = 0;
    const queue = queueOf(async () => {
      active += 1;
      most = Math.max(most, active);
      await systemTiming.sleep(1);
      active -= 1;
      done += 1;
      return undefined;
    });
    for (let i = 0; i < 20; i += 1) queue.add(`key ${i}`);
    await until('all are done', () => done === 20);
    expect(most).toBe(2);
    await queue.stop();
  });

  test('repeats what fails, and tells', async () => {
    const attempts: number[] = [];
    let left = 3;
    const queue = queueOf(
      () => {
        left -= 1;
        return left > 0 ? Promise.reject(new Error('not yet')) : Promise.resolve(undefined);
      },
      { onError: (_, __, attempt) => attempts.push(attempt) },
    );
    queue.add('a');
    await until('none is left', () => left === 0);
    expect(attempts).toEqual([0, 1]);
    await queue.stop();
  });

  test('does not let what fails be hurried', async () => {
    let attempts = 0;
    const queue = queueOf(
      () => {
        attempts += 1;
        return Promise.reject(new Error('never'));
      },
      { backOff: { firstMs: 60_000, maxMs: 60_000 } },
    );
    queue.add('a');
    await until('it was tried', () => attempts === 1);
    await systemTiming.sleep(0);
    for (let i = 0; i < 10; i += 1) queue.add('a');
    await queue.stop();
    expect(attempts).toBe(1);
  });

  test('looks again when told to, or earlier when asked', async () => {
    let done = 0;
    const queue = queueOf(() => {
      done += 1;
      return Promise.resolve(done === 1 ? 60_000 : undefined);
    });
    queue.add('a');
    await until('one is done', () => done === 1);
    await systemTiming.sleep(0);
    queue.add('a');
    await until('two are done', () => done === 2);
    await queue.stop();
  });

  test('finishes what was begun when it is stopped, and begins nothing more', async () => {
    const done: string[] = [];
    const queue = queueOf(
      async (key) => {
        await systemTiming.sleep(5);
        done.push(key);
        return 0;
      },
      { concurrency: 1 },
    );
    queue.add('a');
    queue.add('b');
    await queue.stop();
    expect(done).toEqual(['a']);
  });
});
