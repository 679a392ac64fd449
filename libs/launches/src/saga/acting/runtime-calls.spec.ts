import { describe, expect, test } from 'vitest';
import { ManualTiming } from '#libs/event-sourcing/testing';
import { RuntimeCalls } from './runtime-calls.js';

const calls = () => {
  const timing = new ManualTiming();
  const answered: string[] = [];
  const made = new RuntimeCalls({
    patienceMs: 4_000,
    lostMs: 60_000,
    timing,
    onAnswer: (launchId) => answered.push(launchId),
  });
  return { timing, answered, made };
};

/** A call that the spec answers. */
const held = () => {
  let resolve = (): void => undefined;
  let reject: (error: Error) => void = () => undefined;
  const answer = new Promise<void>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  return { call: () => answer, resolve: () => resolve(), reject: (error: Error) => reject(error) };
};

describe('a call of the runtime', () => {
  test('that is answered is done', async () => {
    const { made, answered } = calls();
    expect(await made.make('a', () => Promise.resolve())).toBe(true);
    await expect(made.make('a', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await made.make('a', () => Promise.resolve())).toBe(true);
    expect(answered).toEqual([]);
  });

  test('that is not answered is waited for no longer than patience lasts; its answer is told', async () => {
    const { made, timing, answered } = calls();
    const slow = held();
    const asked = made.make('a', slow.call);
    await timing.pass(3_999);
    await timing.pass(1);
    expect(await asked).toBe(false);
    expect(answered).toEqual([]);
    slow.resolve();
    await timing.pass(0);
    expect(answered).toEqual(['a']);
  });

  test('is not made while the one before is not answered, of that launch alone', async () => {
    const { made, timing, answered } = calls();
    const slow = held();
    const asked = made.make('a', slow.call);
    await timing.pass(4_000);
    await asked;
    const made2: string[] = [];
    const note = (name: string) => () => Promise.resolve(void made2.push(name));
    expect(await made.make('a', note('a'))).toBe(false);
    expect(await made.make('b', note('b'))).toBe(true);
    expect(made2).toEqual(['b']);
    slow.reject(new Error('too late to matter'));
    await timing.pass(0);
    expect(answered).toEqual(['a']);
    expect(await made.make('a', note('a'))).toBe(true);
  });

  test('that is never answered is taken for lost', async () => {
    const { made, timing } = calls();
    const asked = made.make('a', held().call);
    await timing.pass(60_000);
    expect(await asked).toBe(false);
    expect(await made.make('a', () => Promise.resolve())).toBe(true);
  });
});
