import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDocker } from './find-docker.js';

describe('a container engine', () => {
  let directory: string;
  let server: Server;
  const at = (name: string): string => `unix://${join(directory, name)}`;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'renku-sessions-docker-'));
    server = createServer((request, response) => response.writeHead(request.url === '/_ping' ? 200 : 404).end('OK'));
    server.listen(join(directory, 'answers.sock'));
    await once(server, 'listening');
    await writeFile(join(directory, 'file'), '');
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true });
  });

  test('is found where one answers', async () => {
    expect(await findDocker({ DOCKER_HOST: at('answers.sock') })).toMatchObject({ address: at('answers.sock') });
  });

  test.each([
    ['missing.sock', /missing\.sock: there is no such socket/],
    ['file', /file: nothing listens there: start it/],
  ])('is not found at %s, and why and what to do is said', async (name, problem) => {
    expect(await findDocker({ DOCKER_HOST: at(name) })).toEqual({
      docker: undefined,
      problem: expect.stringMatching(problem),
    });
  });

  test('is not found where this user may not use its socket, and how to get there is said', async () => {
    const { problem } = (await asNobody(() => findDocker({ DOCKER_HOST: at('root.sock') }))) as { problem: string };
    expect(problem).toContain('root.sock: this user may not use it: add them to the group “docker”');
  });

  /** The directory lets in its owner alone; root would pass all the same. */
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.('nobody');
    else await chmod(directory, 0o000);
    try {
      return await work();
    } finally {
      if (isRoot) process.seteuid?.(0);
      else await chmod(directory, 0o700);
    }
  }

  test.each(['tcp://engine.example.org:2375', 'ssh://host', 'nonsense'])(
    'of another machine, or at no address at all, is refused: %s',
    async (address) => {
      const { problem } = (await findDocker({ DOCKER_HOST: address })) as { problem: string };
      expect(problem).toContain(`DOCKER_HOST=${address}`);
      expect(problem).toContain('write unix:///');
    },
  );

  test('is looked for at every usual socket before it is said that there is none', async () => {
    const search = await findDocker({ XDG_RUNTIME_DIR: directory });
    if (search.docker === undefined) expect(search.problem).toContain(join(directory, 'podman/podman.sock'));
    else expect(search.address).not.toContain(directory);
  });
});
