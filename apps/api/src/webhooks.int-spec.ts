import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MemoryEventStore } from '#libs/event-sourcing/testing';
import { EVENT_STORE } from '#libs/slice';
import { apiForTest } from './api.fixture.js';
import { hooksWith, type SentHook } from './webhooks.fixture.js';

const secret = 'a secret of a spec';
const COUNT = process.env['REAL_SERVERS'] === 'true' ? 10_000 : 500;
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const MAX_GROWTH_MIB = 256;

let app: NestFastifyApplication;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'renku-sessions-webhooks-'));
  const file = join(directory, 'code-hosts.json');
  await writeFile(file, JSON.stringify([{ url: 'https://git.example', registry: 'r.example', hookSecret: secret }]));
  app = await apiForTest({ CODE_HOSTS_FILE: file });
  await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true, force: true });
});

const send = ({ path, headers, body }: SentHook) =>
  app.inject({ method: 'POST', url: `/api/v1/webhooks/${path}`, headers: { ...headers }, payload: body });

/** The first line of what is answered to the head of a hook whose body never comes. */
const answerToHead = async (path: string, ...headers: readonly string[]): Promise<string> => {
  const socket = connect((app.getHttpServer().address() as { port: number }).port, '127.0.0.1').setEncoding('utf8');
  const head = [`POST /api/v1/webhooks/${path} HTTP/1.1`, 'Host: a', 'Content-Type: application/json', ...headers];
  socket.write([...head, 'Content-Length: 1000', '', '{'].join('\r\n'));
  const [data] = (await once(socket, 'data')) as [string];
  socket.destroy();
  return data.split('\r\n')[0] ?? '';
};

describe('hooks of code hosts and registries', () => {
  test(`are answered in order, whatever ${COUNT} of them say, and write nothing`, async () => {
    const hooks = hooksWith(secret, SEED, COUNT);
    const before = process.memoryUsage().rss;
    const times: number[] = [];
    for (const hook of hooks) {
      const begun = performance.now();
      const { statusCode } = await send(hook);
      if (hook.isGood) times.push(performance.now() - begun);
      const what = JSON.stringify({ ...hook, body: hook.body.toString('base64').slice(0, 300) });
      if (hook.isGood !== (statusCode === 202) || ![202, 400, 401, 413, 415].includes(statusCode))
        throw new Error(`seed ${SEED}: ${statusCode} to ${what}`);
    }
    const { log } = app.get<MemoryEventStore>(EVENT_STORE);
    expect(log).toEqual([]);
    expect(times.length).toBeGreaterThan(COUNT / 4);
    const grownMiB = (process.memoryUsage().rss - before) / 2 ** 20;
    const p99 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
    process.stdout.write(
      `${COUNT} hooks, ${times.length} believed: p99 ${p99.toFixed(1)} ms, ${grownMiB.toFixed(0)} MiB more\n`,
    );
    expect(grownMiB).toBeLessThan(MAX_GROWTH_MIB);
  }, 300_000);

  test('may come again and again', async () => {
    for (const hook of hooksWith(secret, SEED + 1, 20)) {
      const answers = await Promise.all(Array.from({ length: 5 }, () => send(hook)));
      expect(new Set(answers.map(({ statusCode }) => statusCode)).size).toBe(1);
    }
  });

  test.each([
    ['nothing', []],
    ['another token', ['X-Gitlab-Token: another secret of somebody', 'Authorization: Bearer another']],
    ['what is no signature', ['X-Hub-Signature-256: sha256=x', 'Webhook-Signature: v1,x']],
  ])('are refused before their body is read where it could prove nothing: with %s', async (_, headers) => {
    expect(await answerToHead('gitlab', ...headers)).toContain(' 401 ');
    expect(await answerToHead('registry', ...headers)).toContain(' 401 ');
  });
});
