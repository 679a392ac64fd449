import { describe, expect, test } from 'vitest';
import { systemTiming } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { WorkQueue, type WorkQueueOptions } from './work-queue.js';

const queueOf = (work: WorkQueueOptions['work'], options: Partial<WorkQueueOptions> = {}): WorkQueue =>
  new WorkQueue({
    work,
    onError: () => undefined,
    concurrency: 2,
    reserved: 0,
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

  describe('urgent work', () => {
    /** Work that lasts until it is let go, in the order in which it was begun. */
    const held = (options: Partial<WorkQueueOptions>) => {
      const begun: string[] = [];
      const release: (() => void)[] = [];
      const queue = queueOf(async (key) => {
        begun.push(key);
        await new Promise<void>((resolve) => release.push(resolve));
        return undefined;
      }, options);
      const next = async (count: number): Promise<void> => {
        release.shift()?.();
        await until(`${count} were begun`, () => begun.length === count);
      };
      const stop = async (): Promise<void> => {
        const stopped = queue.stop();
        for (const resolve of release) resolve();
        await stopped;
      };
      return { queue, begun, next, stop };
    };

    test('goes before what waited longer', async () => {
      const { queue, begun, next, stop } = held({ concurrency: 1 });
      for (const key of ['a', 'b', 'c']) queue.add(key);
      queue.add('c', 'urgent');
      queue.add('d', 'urgent');
      await next(2);
      await next(3);
      await next(4);
      expect(begun).toEqual(['a', 'c', 'd', 'b']);
      await stop();
    });

    test('finds a place although others last for ever', async () => {
      const { queue, begun, stop } = held({ concurrency: 3, reserved: 1 });
      for (let i = 0; i < 200; i += 1) queue.add(`slow ${i}`);
      expect(begun).toEqual(['slow 0', 'slow 1']);
      queue.add('stop', 'urgent');
      expect(begun).toEqual(['slow 0', 'slow 1', 'stop']);
      await stop();
    });

    test('goes first, then what is of high priority, then the rest', async () => {
      const { queue, begun, next, stop } = held({ concurrency: 1 });
      for (const key of ['a', 'b', 'c', 'd']) queue.add(key);
      queue.add('c', 'high');
      queue.add('d', 'urgent');
      queue.add('d', 'high');
      await next(2);
      await next(3);
      await next(4);
      expect(begun).toEqual(['a', 'd', 'c', 'b']);
      await stop();
    });

    test('alone has the places that are reserved', async () => {
      const { queue, begun, stop } = held({ concurrency: 2, reserved: 1 });
      for (const key of ['a', 'b']) queue.add(key, 'high');
      expect(begun).toEqual(['a']);
      await stop();
    });

    test('asked for while it is at work is urgent when it is done once more', async () => {
      const { queue, begun, next, stop } = held({ concurrency: 1 });
      for (const key of ['a', 'b']) queue.add(key);
      queue.add('a', 'urgent');
      await next(2);
      expect(begun).toEqual(['a', 'a']);
      await stop();
    });

    test('that fails is urgent when it is tried again', async () => {
      const done: string[] = [];
      let left = 1;
      const queue = queueOf(
        async (key) => {
          await systemTiming.sleep(key === 'stop' ? 0 : 20);
          if (key === 'stop' && left-- > 0) throw new Error('not yet');
          done.push(key);
          return undefined;
        },
        { concurrency: 2, reserved: 1 },
      );
      for (const key of ['a', 'b', 'c', 'd']) queue.add(key);
      queue.add('stop', 'urgent');
      await until('it is done', () => done.includes('stop'));
      expect(done.length).toBeLessThan(4);
      await queue.stop();
    });
  });
});
