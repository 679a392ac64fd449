import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { erasePerson } from './erase-person.js';

const realFetch = globalThis.fetch;
let sent: Request[];
let answers: (() => Promise<Response>)[];

const refusing = (status: number, code: string) => () =>
  Promise.resolve(
    Response.json({ code, title: 'No' }, { status, headers: { 'content-type': 'application/problem+json' } }),
  );
const lost = () => Promise.reject(new TypeError('Failed to fetch'));
const erased = () => Promise.resolve(new Response(null, { status: 204 }));

const told = async (): Promise<string> => {
  const words = erasePerson('token', 'http://api.test');
  await vi.advanceTimersByTimeAsync(30_000);
  return words;
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  sent = [];
  globalThis.fetch = (request) => {
    sent.push(request as Request);
    return (answers.shift() ?? lost)();
  };
});
afterEach(() => {
  globalThis.fetch = realFetch;
  vi.useRealTimers();
});

describe('who has themselves erased', () => {
  test('is so where the answer was not known at first: it is asked for again, as the same command', async () => {
    answers = [lost, refusing(503, 'outcome-unknown'), erased];
    expect(await told()).toMatch(/^You are erased\./);
    expect(sent.map(({ method, headers }) => [method, headers.get('authorization')])).toEqual(
      Array.from({ length: 3 }, () => ['DELETE', 'Bearer token']),
    );
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  });

  test.each([
    ['no answer came', [lost, lost, lost]],
    ['the first answer was lost, and then nobody is known by the token', [lost, refusing(401, 'unauthenticated')]],
  ])('is not told that they are kept where that is not known: %s', async (_, all) => {
    answers = [...all, ...Array.from({ length: 5 }, () => all.at(-1) ?? lost)];
    expect(await told()).toMatch(/^It is not known whether you are erased: /);
  });

  test('is told why they are kept', async () => {
    answers = [refusing(409, 'last-owner')];
    expect(await told()).toBe('You are not erased: No. Sign in to try it again.');
  });
});
