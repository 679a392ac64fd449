import { describe, expect, test } from 'vitest';
import { BoundedLookup } from './bounded-lookup.js';

/** Lookups that answer when the test says so. */
class HeldLookups {
  readonly begun: string[] = [];
  readonly #answers = new Map<string, (addresses: readonly string[]) => void>();
  readonly #onBegun = new Map<string, () => void>();

  readonly lookup = (host: string): Promise<readonly string[]> => {
    this.begun.push(host);
    this.#onBegun.get(host)?.();
    return new Promise((resolve) => this.#answers.set(host, resolve));
  };

  untilBegun(host: string): Promise<void> {
    return new Promise((resolve) => this.#onBegun.set(host, resolve));
  }

  answer(host: string): void {
    this.#answers.get(host)?.(['93.184.216.34']);
  }
}

const outcome = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'found',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );

const held = (waitMs = 60_000) => {
  const lookups = new HeldLookups();
  return { lookups, bounded: new BoundedLookup(lookups.lookup, waitMs) };
};

describe('addresses of hosts are looked up', () => {
  test('two at a time, the others in their turn', async () => {
    const { lookups, bounded } = held();
    const asked = ['one.test', 'two.test', 'three.test'].map((host) => outcome(bounded.addressesOf(host)));
    expect(lookups.begun).toEqual(['one.test', 'two.test']);
    lookups.answer('two.test');
    await asked[1];
    expect(lookups.begun).toEqual(['one.test', 'two.test', 'three.test']);
    lookups.answer('three.test');
    lookups.answer('one.test');
    expect(await Promise.all(asked)).toEqual(['found', 'found', 'found']);
  });

  test('once for those who ask at once', async () => {
    const { lookups, bounded } = held();
    const asked = [1, 2, 3].map(() => outcome(bounded.addressesOf('one.test')));
    expect(lookups.begun).toEqual(['one.test']);
    lookups.answer('one.test');
    expect(await Promise.all(asked)).toEqual(['found', 'found', 'found']);
  });

  test('one at a time of one domain: who has a name for each request delays nobody else', async () => {
    const { lookups, bounded } = held();
    const asked = ['a.slow.test', 'b.slow.test', 'quick.test'].map((host) => outcome(bounded.addressesOf(host)));
    expect(lookups.begun).toEqual(['a.slow.test', 'quick.test']);
    lookups.answer('a.slow.test');
    await asked[0];
    expect(lookups.begun).toEqual(['a.slow.test', 'quick.test', 'b.slow.test']);
  });

  test('until nobody waits any more; it takes up its place until it is answered', async () => {
    const { lookups, bounded } = held();
    const ending = new AbortController();
    const ended = ['one.test', 'two.test', 'three.test'].map((host) =>
      outcome(bounded.addressesOf(host, ending.signal)),
    );
    ending.abort(new RangeError('enough'));
    expect(await Promise.all(ended)).toEqual(['RangeError', 'RangeError', 'RangeError']);
    const next = outcome(bounded.addressesOf('four.test'));
    expect(lookups.begun).toEqual(['one.test', 'two.test']);
    const begun = lookups.untilBegun('four.test');
    lookups.answer('one.test');
    lookups.answer('two.test');
    await begun;
    lookups.answer('four.test');
    expect(await next).toBe('found');
  });

  test('not when too many wait, or for too long', async () => {
    const { bounded } = held();
    for (let n = 0; n < 66; n += 1) void outcome(bounded.addressesOf(`x.${n}.test`));
    expect(await outcome(bounded.addressesOf('one.more.test'))).toBe('OutboundBusyError');
    const impatient = held(1).bounded;
    const asked = ['one.test', 'two.test', 'three.test'].map((host) => outcome(impatient.addressesOf(host)));
    expect(await asked[2]).toBe('OutboundBusyError');
  });

  test('not when too many of one domain wait', async () => {
    const { lookups, bounded } = held();
    for (let n = 0; n < 9; n += 1) void outcome(bounded.addressesOf(`${n}.slow.test`));
    expect(await outcome(bounded.addressesOf('one.more.slow.test'))).toBe('OutboundBusyError');
    void outcome(bounded.addressesOf('quick.test'));
    expect(lookups.begun).toEqual(['0.slow.test', 'quick.test']);
  });

  test('again after a failure', async () => {
    let fails = true;
    const bounded = new BoundedLookup(() => (fails ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve([])));
    expect(await outcome(bounded.addressesOf('one.test'))).toBe('Error');
    fails = false;
    expect(await outcome(bounded.addressesOf('one.test'))).toBe('found');
  });
});
