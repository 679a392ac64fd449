import { describe, expect, test } from 'vitest';
import { KubernetesApi } from './kubernetes-api.js';
import type { ApiRequest, KubernetesConnection } from './kubernetes-connection.js';

interface Scripted {
  readonly status: number;
  readonly body?: object;
  readonly retryAfter?: string;
}

/** Answers what it is told to, in that order, and the last for ever. */
class ScriptedConnection {
  readonly sent: ApiRequest[] = [];
  atOnce = 0;
  mostAtOnce = 0;

  constructor(private readonly answers: (Scripted | Error)[]) {}

  async send(request: ApiRequest) {
    this.sent.push(request);
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    this.atOnce -= 1;
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    if (answer instanceof Error) throw answer;
    const { status = 500, body = {}, retryAfter } = answer ?? {};
    const text = (): Promise<string> => Promise.resolve(JSON.stringify(body));
    return { statusCode: status, headers: { 'retry-after': retryAfter }, body: { text } };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function over(...answers: (Scripted | Error)[]) {
  const connection = new ScriptedConnection(answers);
  const api = new KubernetesApi(connection as unknown as KubernetesConnection, { namespace: 'sessions' });
  return { connection, api };
}

const secret = { metadata: { name: 'a' } };

describe('a call to the API server', () => {
  test('is repeated until it is answered', async () => {
    const { connection, api } = over(
      new TypeError('fetch failed'),
      { status: 503 },
      { status: 201, body: { ok: true } },
    );
    expect(await api.create('secrets', secret)).toEqual({ ok: true });
    expect(connection.sent.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 3 }, () => 'POST /api/v1/namespaces/sessions/secrets'),
    );
  });

  test('is repeated no earlier than the server asks for', async () => {
    const { api } = over({ status: 429, retryAfter: '1' }, { status: 200 });
    const begun = performance.now();
    await api.find('pods', 'a');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(990);
  });

  test('is not repeated where it is refused, and says why', async () => {
    const { connection, api } = over({ status: 403, body: { reason: 'Forbidden', message: 'exceeded quota' } });
    await expect(api.create('pods', secret)).rejects.toMatchObject({ status: 403, message: 'exceeded quota' });
    expect(connection.sent).toHaveLength(1);
  });

  test('of which there are many waits for its turn', async () => {
    const { connection, api } = over({ status: 200 });
    await Promise.all(Array.from({ length: 100 }, () => api.find('pods', 'a')));
    expect([connection.sent.length, connection.mostAtOnce]).toEqual([100, 16]);
  });

  test('that creates what is there says so; one that deletes what is not there, too', async () => {
    const exists = over({ status: 409, body: { reason: 'AlreadyExists' } });
    expect(await exists.api.create('secrets', secret)).toBeUndefined();
    const absent = over({ status: 404 });
    expect(await absent.api.remove('pods', 'a')).toBe(false);
    expect(await absent.api.find('pods', 'a')).toBeUndefined();
  });

  test('is not repeated for one who is gone', async () => {
    const { connection, api } = over({ status: 429, retryAfter: '20' });
    const refused = expect(api.find('pods', 'a')).rejects.toMatchObject({ status: 429 });
    await new Promise((resolve) => setImmediate(resolve));
    await api.close();
    await refused;
    expect(connection.sent).toHaveLength(1);
  });
});
