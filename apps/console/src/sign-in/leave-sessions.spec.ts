import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaveSessions } from './leave-sessions.js';

const realFetch = globalThis.fetch;
const tokens = { fresh: () => Promise.resolve('old'), renew: () => Promise.resolve('new') };
const kept = new Map<string, string>();
let sent: Request[];
let answer: () => Promise<Response>;

const leave = () => leaveSessions(tokens, 'http://api.test');

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => kept.delete(key),
  });
  kept.set('renku-sessions.browser', 'b1');
  sent = [];
  globalThis.fetch = (request) => {
    sent.push(request as Request);
    return answer();
  };
});
afterEach(() => {
  globalThis.fetch = realFetch;
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('who signs out is signed out in this browser once', async () => {
  answer = () => Promise.resolve(new Response(null, { status: 204 }));
  await leave();
  expect(sent.map(({ method, url }) => [method, url])).toEqual([['DELETE', 'http://api.test/api/v1/me/browsers/b1']]);
  await leave();
  expect(sent).toHaveLength(1);
});

test.each([
  ['does not answer', () => new Promise<Response>(() => undefined)],
  ['refuses', () => Promise.resolve(Response.json({ code: 'forbidden', title: 'No' }, { status: 403 }))],
  ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
])('nobody is kept from signing out by an API that %s', async (_, how) => {
  answer = how;
  const left = vi.fn();
  void leave().then(left);
  await vi.advanceTimersByTimeAsync(3000);
  expect(left).toHaveBeenCalled();
  expect(sent.length).toBeGreaterThan(0);
});
