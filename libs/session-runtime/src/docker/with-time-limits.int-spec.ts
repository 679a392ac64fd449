import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDockerRuntime } from './create-docker-runtime.js';
import { withTimeLimits } from './with-time-limits.js';

const limits = { looksMs: 100, changesMs: 150 };

describe('an engine that takes requests and is silent', () => {
  let directory: string;
  let server: Server;
  let docker: Docker;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'renku-sessions-docker-'));
    answer = () => undefined;
    server = createServer((request, response) => answer(request, response));
    const socketPath = join(directory, 'silent.sock');
    server.listen(socketPath);
    await once(server, 'listening');
    docker = withTimeLimits(new Docker({ socketPath }), { limits });
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true });
  });

  test.each([
    ['GET /containers/json within 0.1 s', () => docker.listContainers()],
    ['GET /containers/one/json within 0.1 s', () => docker.getContainer('one').inspect()],
    ['GET /containers/one/archive within 0.1 s', () => docker.getContainer('one').getArchive({ path: '/' })],
    ['POST /containers/create within 0.15 s', () => docker.createContainer({ name: 'one', Image: 'x' })],
    ['POST /containers/one/stop within 0.15 s', () => docker.getContainer('one').stop({ t: 1 })],
    ['DELETE /volumes/one within 0.15 s', () => docker.getVolume('one').remove()],
  ])('is given up, and what it was asked is said: %s', async (said, ask) => {
    await expect(ask()).rejects.toThrow(`The container engine has not answered ${said}.`);
  });

  test('is given up also within its answer', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('[');
    await expect(docker.listContainers()).rejects.toThrow(/has not answered GET/);
  });

  test('is waited for where it takes something in, or may have nothing to tell', async () => {
    const giveUp = new AbortController();
    const lasting = [
      docker.getEvents({ abortSignal: giveUp.signal }),
      docker.createImage({ fromImage: 'x', abortSignal: giveUp.signal }),
      docker.getContainer('one').putArchive(Buffer.alloc(1), { path: '/', abortSignal: giveUp.signal }),
    ].map((request) =>
      request.then(
        () => 'answered',
        () => 'given up',
      ),
    );
    // a call with a limit, made after them, reaches its own
    await expect(docker.getContainer('one').start()).rejects.toThrow(/has not answered/);
    await expect(Promise.race([...lasting, delay(0, 'waited for')])).resolves.toBe('waited for');
    giveUp.abort();
    await expect(Promise.all(lasting)).resolves.toEqual(['given up', 'given up', 'given up']);
  });

  test('is given up by whoever wants no answer any more, before that', async () => {
    const giveUp = new AbortController();
    const asked = docker.getContainer('one').inspect({ abortSignal: giveUp.signal });
    giveUp.abort();
    await expect(asked).rejects.toThrow(/aborted/);
  });

  test('does not hold up whoever ends', async () => {
    const installation = () => Promise.resolve('spec');
    const outbound = { allowed: [], ownStores: [] };
    const runtime = createDockerRuntime({ docker, installation, outbound, secret: 'secret', closeMs: 1 });
    const asked = runtime.list();
    asked.catch(() => undefined);
    await runtime.close();
    await expect(asked).rejects.toThrow(/aborted/);
  });

  test('may take its time with what it has begun to send', async () => {
    answer = (_, response) => {
      response.writeHead(200).write('the first');
      setTimeout(() => response.end(', and the last'), 2 * limits.looksMs);
    };
    const chunks = [];
    for await (const chunk of await docker.getContainer('one').getArchive({ path: '/' })) chunks.push(String(chunk));
    expect(chunks.join('')).toBe('the first, and the last');
  });
});
