import { describe, expect, test } from 'vitest';
import { CodeHostError } from '#libs/code-hosts';
import { silentLog } from '#libs/event-sourcing';
import { ManualTiming } from '#libs/event-sourcing/testing';
import type { LookedAt } from '../looking/repository-look.js';
import { LooksByHost } from './looks-by-host.js';

const at = (host: string, name: string): LookedAt => ({
  repositoryId: `${host}/${name}`,
  url: `https://${host}/${name}`,
});

/** Looks that end when the spec says so. */
class Looked {
  readonly begun: string[] = [];
  readonly timing = new ManualTiming();
  readonly ending = new AbortController();
  readonly #open: {
    readonly of: string;
    readonly resolve: (isToCome: boolean) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  readonly looks = new LooksByHost({
    look: ({ repositoryId }) =>
      new Promise((resolve, reject) => {
        this.begun.push(repositoryId);
        this.#open.push({ of: repositoryId, resolve, reject });
      }),
    timing: this.timing,
    log: silentLog,
    signal: this.ending.signal,
  });

  async end(of: string, how: 'well' | 'too early' | Error = 'well'): Promise<void> {
    const [found] = this.#open.splice(
      this.#open.findIndex((one) => one.of === of),
      1,
    );
    if (how instanceof Error) found?.reject(how);
    else found?.resolve(how === 'too early');
    await new Promise(setImmediate);
  }
}

describe('looks at repositories', () => {
  test('a hint that comes ten times is one look, and one more where it comes during the look', async () => {
    const looked = new Looked();
    for (let times = 0; times < 10; times += 1) looked.looks.add(at('a', 'r'));
    expect(looked.begun).toEqual(['a/r']);
    await looked.end('a/r');
    expect(looked.begun).toEqual(['a/r', 'a/r']);
    await looked.end('a/r');
    expect(looked.begun).toEqual(['a/r', 'a/r']);
  });

  test('what a hook tells of may be there a moment later only: it is looked for once more', async () => {
    const looked = new Looked();
    looked.looks.add(at('a', 'r'), { isHint: true });
    await looked.end('a/r', 'too early');
    expect(looked.begun).toEqual(['a/r']);
    await looked.timing.pass(5_000);
    expect(looked.begun).toEqual(['a/r', 'a/r']);
    await looked.end('a/r', 'too early');
    await looked.timing.pass(300_000);
    expect(looked.begun).toEqual(['a/r', 'a/r']);
  });

  test('what is there at once, and what a poll does not find, is not looked for again', async () => {
    const looked = new Looked();
    looked.looks.add(at('a', 'told'), { isHint: true });
    await looked.end('a/told');
    looked.looks.add(at('a', 'told'));
    await looked.end('a/told', 'too early');
    await looked.timing.pass(300_000);
    expect(looked.begun).toEqual(['a/told', 'a/told']);
  });

  test('a host is asked a few at once, and one that hangs delays nobody else’s', async () => {
    const looked = new Looked();
    for (const name of ['1', '2', '3']) looked.looks.add(at('a', name));
    looked.looks.add(at('b', '1'));
    expect(looked.begun).toEqual(['a/1', 'a/2', 'b/1']);
    await looked.end('a/2');
    expect(looked.begun).toEqual(['a/1', 'a/2', 'b/1', 'a/3']);
  });

  test('a host that cannot be asked is left alone for a while, and nothing is lost', async () => {
    const looked = new Looked();
    looked.looks.add(at('a', '1'));
    await looked.end('a/1', new Error('unreachable'));
    looked.looks.add(at('a', '2'));
    expect(looked.begun).toEqual(['a/1']);
    await looked.timing.pass(1_000);
    expect(looked.begun).toEqual(['a/1', 'a/1', 'a/2']);
  });

  test('a repository that fails again and again delays those beside it no more than a second', async () => {
    const looked = new Looked();
    looked.looks.add(at('a', 'bad'));
    for (let times = 0; times < 12; times += 1) {
      await looked.end('a/bad', new Error('500'));
      await looked.timing.pass(300_000);
    }
    await looked.end('a/bad', new Error('500'));
    looked.looks.add(at('a', 'good'));
    looked.looks.add(at('a', 'bad'));
    await looked.timing.pass(1_000);
    expect(looked.begun.filter((one) => one === 'a/good')).toHaveLength(1);
    expect(looked.begun).toHaveLength(14);
    await looked.timing.pass(300_000);
    expect(looked.begun).toHaveLength(15);
  });

  test('a host that fails for several repositories is asked less and less, and all are looked at once it answers', async () => {
    const looked = new Looked();
    const names = Array.from({ length: 20 }, (_, index) => String(index));
    for (const name of names) looked.looks.add(at('a', name));
    const before = (): number => looked.begun.length;
    for (let minutes = 0; minutes < 60; minutes += 1) {
      for (const one of new Set(looked.begun)) await looked.end(one, new Error('unreachable'));
      await looked.timing.pass(60_000);
    }
    expect(before()).toBeLessThan(100);
    const begunBefore = before();
    for (let rounds = 0; rounds < 60; rounds += 1) {
      for (const one of new Set(looked.begun)) await looked.end(one);
      await looked.timing.pass(60_000);
    }
    expect(new Set(looked.begun.slice(begunBefore - 2)).size).toBe(20);
  });

  test('a host that says when it may be asked again is left alone until then', async () => {
    const looked = new Looked();
    looked.looks.add(at('a', '1'));
    const cause = new CodeHostError('code-host-unreachable', 'busy', { retryAfterMs: 60_000 });
    await looked.end('a/1', cause);
    await looked.timing.pass(59_000);
    expect(looked.begun).toEqual(['a/1']);
    await looked.timing.pass(1_000);
    expect(looked.begun).toEqual(['a/1', 'a/1']);
  });

  test('what a poll asked for is not looked at, nor asked for again, once it is over; what a hook told of is', async () => {
    const looked = new Looked();
    const polling = new AbortController();
    const { signal } = polling;
    for (const name of ['1', '2', '3', '4']) looked.looks.add(at('a', name), { signal });
    looked.looks.add(at('a', '4'), { isHint: true });
    polling.abort();
    await looked.end('a/2', new Error('unreachable'));
    await looked.end('a/1');
    await looked.timing.pass(1_000);
    expect(looked.begun).toEqual(['a/1', 'a/2', 'a/4']);
  });

  test('what a poll asks for again that a hook told of is looked at after it, too', async () => {
    const looked = new Looked();
    const polling = new AbortController();
    const { signal } = polling;
    for (const name of ['1', '2']) looked.looks.add(at('a', name));
    looked.looks.add(at('a', '3'), { isHint: true });
    looked.looks.add(at('a', '3'), { signal });
    polling.abort();
    await looked.end('a/1');
    expect(looked.begun).toEqual(['a/1', 'a/2', 'a/3']);
  });

  test('they end with what was begun', async () => {
    const looked = new Looked();
    looked.looks.add(at('a', '1'));
    looked.looks.add(at('a', '1'));
    looked.ending.abort();
    const ended = looked.looks.ended();
    await looked.end('a/1');
    await ended;
    expect(looked.begun).toEqual(['a/1']);
  });
});
