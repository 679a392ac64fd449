import { describe, expect, test } from '@jest/globals';
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
  readonly #open: { readonly of: string; readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
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

  async end(of: string, how: 'well' | 'unreachable' = 'well'): Promise<void> {
    const [found] = this.#open.splice(
      this.#open.findIndex((one) => one.of === of),
      1,
    );
    if (how === 'well') found?.resolve();
    else found?.reject(new Error('unreachable'));
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
    await looked.end('a/1', 'unreachable');
    looked.looks.add(at('a', '2'));
    expect(looked.begun).toEqual(['a/1']);
    await looked.timing.pass(1_000);
    expect(looked.begun).toEqual(['a/1', 'a/1', 'a/2']);
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
