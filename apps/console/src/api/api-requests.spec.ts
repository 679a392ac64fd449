import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiRequests } from './api-requests.js';
import { Problem } from './problem.js';
import { ReadPosition } from './read-position.js';
import { Unreachable } from './unreachable.js';

type Answer = () => Promise<Response>;

const realFetch = globalThis.fetch;
let sent: Request[];
let answers: Answer[];
let requests: ApiRequests;

const answering =
  (body: string, init?: ResponseInit): Answer =>
  () =>
    Promise.resolve(new Response(body, init));
const refusing = (status: number, code: string): Answer =>
  answering(JSON.stringify({ code }), { status, headers: { 'content-type': 'application/problem+json' } });
const unreachable: Answer = () => Promise.reject(new TypeError('Failed to fetch'));
const ask = (method = 'GET') => requests.send(new Request('http://api.test/api/v1/projects', { method }));
const header = (name: string): (string | null)[] => sent.map(({ headers }) => headers.get(name));

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  sent = [];
  globalThis.fetch = (request) => {
    sent.push(request as Request);
    return (answers.shift() ?? unreachable)();
  };
  const tokens = { fresh: () => Promise.resolve('old'), renew: (old: string) => Promise.resolve(`instead of ${old}`) };
  requests = new ApiRequests(tokens, new ReadPosition());
});
afterEach(() => {
  globalThis.fetch = realFetch;
  vi.useRealTimers();
});

describe('a request of the page', () => {
  test('reads what was written before it', async () => {
    answers = [answering('', { headers: { position: '42' } }), answering('[]')];
    await ask('POST');
    await ask();
    expect(header('min-position')).toEqual([null, '42']);
    expect(header('authorization')).toEqual(['Bearer old', 'Bearer old']);
  });

  test('is the same command each time that it is sent again', async () => {
    answers = [unreachable, refusing(503, 'outcome-unknown'), answering('{}')];
    const answer = ask('POST');
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await answer).status).toBe(200);
    expect(sent).toHaveLength(3);
    expect(new Set(header('idempotency-key')).size).toBe(1);
    expect(header('idempotency-key')[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('is sent again where others changed the same at that moment, as the same command', async () => {
    answers = [refusing(409, 'busy'), answering('{}')];
    const answer = ask('POST');
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await answer).status).toBe(200);
    expect(new Set(header('idempotency-key')).size).toBe(1);
  });

  test('is sent once more under a new token where the old one is refused', async () => {
    answers = [refusing(401, 'unauthenticated'), answering('[]')];
    await ask();
    expect(header('authorization')).toEqual(['Bearer old', 'Bearer instead of old']);
  });

  test('that is refused throws the refusal', async () => {
    answers = [refusing(404, 'project-not-found')];
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ status: 404, code: 'project-not-found' });
    expect(sent).toHaveLength(1);
  });

  test('that never arrives throws that', async () => {
    answers = [];
    const answer = expect(ask()).rejects.toBeInstanceOf(Unreachable);
    await vi.advanceTimersByTimeAsync(5_000);
    await answer;
    expect(sent).toHaveLength(3);
  });
});
