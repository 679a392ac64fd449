import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createActivityQuestion } from '#libs/access';
import { until } from '#libs/event-sourcing/testing';
import { launchA, TestGateway } from './gateway.fixture.js';
import { startUpstream, type Upstream } from './upstream.fixture.js';

let upstream: Upstream;
let tested: TestGateway;
let cookie: string;
let recorded: string[];
let failure: Error | undefined;
/** What the session answers, by path. */
let answers: Readonly<Record<string, [number, string]>>;
/** It begins an answer, and then sends what is none. */
let isMalformed: boolean;

const recordUse = (launchId: string): Promise<void> => {
  recorded.push(launchId);
  return failure === undefined ? Promise.resolve() : Promise.reject(failure);
};

beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    if (isMalformed) {
      response.writeHead(200).write('{', () => request.socket.write('this is no chunk'));
      return;
    }
    const [status, body] = answers[request.url ?? ''] ?? [404, 'nothing here'];
    response.writeHead(status).end(body);
  });
});
beforeEach(async () => {
  recorded = [];
  failure = undefined;
  answers = {};
  isMalformed = false;
  upstream.seen.length = 0;
  tested = await new TestGateway().start({ recordUse, useMs: 60_000 });
  tested.serve(launchA, upstream.origin, { headers: { authorization: 'token of-the-session' } });
  cookie = await tested.cookie();
});
afterEach(() => tested.gateway.close({ drainMs: 0 }));
afterAll(() => upstream.close());

describe('that a session is used is told', () => {
  test('by a request: the first at once, then at most once in a while', async () => {
    for (let n = 0; n < 5; n += 1) await tested.ask({ headers: { cookie } });
    expect(recorded).toEqual([launchA]);
  });

  test('again where it could not be kept', async () => {
    failure = new Error('the database is away');
    await tested.ask({ headers: { cookie } });
    await until('it is given up', () => tested.logged.includes('session-use-not-recorded'));
    await tested.ask({ headers: { cookie } });
    expect(recorded).toEqual([launchA, launchA]);
  });

  test('by its start, when it is asked whether it answers', async () => {
    answers = { '/lab': [200, 'here'] };
    expect(await tested.probe({ launchId: launchA, run: 1 })).toBe(true);
    expect(recorded).toEqual([launchA]);
  });

  test('not by who may not enter', async () => {
    await tested.ask({});
    expect(recorded).toEqual([]);
  });

  test('by what a browser sends over a WebSocket, not by its pongs', async () => {
    await tested.gateway.close({ drainMs: 0 });
    tested = await new TestGateway().start({ recordUse, useMs: 60_000 });
    tested.serve(launchA, upstream.origin);
    const socket = tested.webSocket(await tested.cookie());
    await once(socket, 'open');
    const pinged = once(socket, 'pong');
    socket.ping();
    socket.pong();
    await pinged;
    expect(recorded).toEqual([]);
    socket.send('hello');
    await once(socket, 'message');
    expect(recorded).toEqual([launchA]);
    socket.terminate();
  });
});

describe('that a session is used is told as long as', () => {
  let session: Upstream;
  let respond: (response: ServerResponse) => void;
  beforeAll(async () => {
    session = await startUpstream((_, response) => respond(response));
  });
  beforeEach(async () => {
    await tested.gateway.close({ drainMs: 0 });
    tested = await new TestGateway().start({ recordUse });
    tested.serve(launchA, session.origin);
    cookie = await tested.cookie();
    respond = () => undefined;
    // told again as soon as it could not be kept, instead of once in a while
    failure = new Error('the database is away');
  });
  afterAll(() => session.close());

  const isToldAgain = async (act: () => void): Promise<void> => {
    await until('it was told', () => tested.logged.includes('session-use-not-recorded'));
    tested.logged.length = 0;
    act();
    await until('it is told again', () => tested.logged.includes('session-use-not-recorded'));
  };

  test('a browser sends to it, however long that takes', async () => {
    const upload = tested.open({ method: 'PUT', headers: { cookie, 'content-length': 10 } });
    const broken = once(upload, 'error');
    upload.flushHeaders();
    await isToldAgain(() => upload.write('12345'));
    upload.destroy(new Error('enough'));
    await broken;
  });

  test('a browser fetches what it has been told the length of', async () => {
    let sending!: ServerResponse;
    respond = (response) => {
      sending = response.writeHead(200, { 'content-length': 10 });
      response.flushHeaders();
    };
    const [answer] = await fetched();
    await isToldAgain(() => sending.write('12345'));
    answer.destroy();
  });

  test('it is asked, and not by what it goes on to send to whoever has a page open (server-sent events)', async () => {
    let sending!: ServerResponse;
    respond = (response) => {
      sending = response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
    };
    const [answer] = await fetched();
    await until('it was told', () => tested.logged.includes('session-use-not-recorded'));
    const told = recorded.length;
    sending.write(': still here\n\n');
    await once(answer, 'data');
    expect(recorded).toHaveLength(told);
    answer.destroy();
  });

  const fetched = async (): Promise<[IncomingMessage]> => {
    const question = tested.open({ headers: { cookie } });
    question.end();
    return (await once(question, 'response')) as [IncomingMessage];
  };
});

describe('the worker asks when a session was last active', () => {
  const ask = (run = 1) => createActivityQuestion(tested.forWorker)({ launchId: launchA, run });
  const jupyter = (last_activity: string, kernels: readonly object[] = []): typeof answers => ({
    '/api/status': [200, JSON.stringify({ last_activity, kernels: kernels.length })],
    '/api/kernels?no_track_activity=1': [200, JSON.stringify(kernels)],
  });
  const earlier = '2026-03-01T12:00:00.000Z';

  test('as Jupyter says it', async () => {
    answers = jupyter('2026-03-01T12:00:00.000000Z', [{ execution_state: 'idle' }]);
    expect(await ask()).toEqual({ lastActivity: earlier });
    expect(upstream.seen[0]?.headers).toMatchObject({ authorization: 'token of-the-session' });
    expect(recorded).toEqual([]);
  });

  test('now, where a kernel computes', async () => {
    answers = jupyter(earlier, [{ execution_state: 'idle' }, { execution_state: 'busy' }]);
    const before = new Date().toISOString();
    expect((await ask())!.lastActivity! >= before).toBe(true);
  });

  test('when a terminal printed last, be nobody’s browser there: Jupyter says it of the terminal alone', async () => {
    answers = {
      ...jupyter(earlier),
      '/api/terminals?no_track_activity=1': [
        200,
        JSON.stringify([{ last_activity: '2026-03-01T12:30:00Z' }, { last_activity: '2026-03-01T11:00:00Z' }]),
      ],
    };
    expect(await ask()).toEqual({ lastActivity: '2026-03-01T12:30:00.000Z' });
  });

  test('never later than now, whatever its clock says', async () => {
    answers = jupyter('2999-01-01T00:00:00Z');
    expect((await ask())!.lastActivity! <= new Date().toISOString()).toBe(true);
  });

  test.each<[string, typeof answers]>([
    ['is no Jupyter Server', {}],
    ['answers something else there', { '/api/status': [200, '<html>'] }],
    ['answers JSON of another kind', { '/api/status': [200, '{"ok":true}'] }],
  ])('nothing, where it %s', async (_, said) => {
    answers = said;
    expect(await ask()).toEqual({});
  });

  test.each<[string, () => void]>([
    ['is in trouble', () => (answers = { '/api/status': [503, 'busy'] })],
    ['answers without end', () => (answers = { '/api/status': [200, 'x'.repeat(2_000_000)] })],
    ['is not reached', () => tested.serve(launchA, 'http://127.0.0.1:1')],
    ['has no such run', () => tested.endpoints.clear()],
    ['begins to answer, and goes on with what is no HTTP', () => (isMalformed = true)],
  ])('which nobody can tell where it %s', async (_, happens) => {
    happens();
    expect(await ask()).toBeUndefined();
  });

  test('of the run that is meant', async () => {
    answers = jupyter(earlier);
    expect(await ask(2)).toBeUndefined();
  });

  test('and nobody else does', async () => {
    const { status } = await tested.ask({ path: '/.renku-sessions/activity', headers: { cookie } });
    expect(status).toBe(404);
    expect(upstream.seen).toEqual([]);
  });
});
