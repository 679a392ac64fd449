import type { User } from 'oidc-client-ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Unreachable } from '../api/unreachable.js';
import { Renewal } from './renewal.js';

/** How long it takes until a tab sees what another one has stored. */
const LATE_MS = 20;

let stored: Partial<User>;
let renewals: number;
let locks: Pick<LockManager, 'request'>;
let answer: () => Promise<unknown>;

/** In the order in which it is asked for, as a browser gives it. */
const oneAtATime = (): typeof locks => {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_: string, work: () => unknown): Promise<unknown> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return { request } as typeof locks;
};

/** Sees what it has stored itself at once, and what others have a while later. */
const tab = (): Renewal => {
  let own: Partial<User> | undefined;
  const signinSilent = async () => {
    await answer();
    renewals += 1;
    own = { access_token: `new ${renewals}`, refresh_token: `refresh ${renewals}`, expired: false };
    const told = own;
    setTimeout(() => (stored = told), LATE_MS);
    return own;
  };
  const getUser = () => Promise.resolve(own ?? stored);
  return new Renewal({ getUser, signinSilent, settings: {} } as never, locks);
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 5 });
  stored = { access_token: 'old', refresh_token: 'refresh', expired: true };
  renewals = 0;
  locks = oneAtATime();
  answer = () => Promise.resolve();
});
afterEach(() => void vi.useRealTimers());

describe('an access token that is good no more', () => {
  test('is renewed by one of the tabs that have it, also where the others hear of it late', async () => {
    const tabs = [tab(), tab(), tab()];
    const tokens = await Promise.all(tabs.map((each) => each.instead('old')));
    expect(tokens).toEqual(['new 1', 'new 1', 'new 1']);
    expect(renewals).toBe(1);
  });

  test('is renewed once for all requests of a tab, none of which waits for the other tabs', async () => {
    const one = tab();
    const began = Date.now();
    await expect(Promise.all(['old', 'old'].map((old) => one.instead(old)))).resolves.toEqual(['new 1', 'new 1']);
    expect(renewals).toBe(1);
    expect(Date.now() - began).toBeLessThan(LATE_MS);
  });

  test('is asked for again where that did not work', async () => {
    const one = tab();
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(one.instead('old')).rejects.toThrow(Unreachable);
    answer = () => Promise.resolve();
    await expect(one.instead('old')).resolves.toBe('new 1');
  });
});
