import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { CodeHostError } from './code-host-error.js';
import { readBranches } from './read-branches.js';

const commit = '1'.repeat(40);
const line = (text: string): string => (Buffer.byteLength(text) + 4).toString(16).padStart(4, '0') + text;
const advertisement = `${line('# service=git-upload-pack\n')}0000${line(`${commit} refs/heads/main\n`)}0000`;

type Answering = (response: ServerResponse) => void;

const servers: Server[] = [];
const clients: OutboundClient[] = [];

/** A repository's address at a host that answers so. */
const repositoryAt = async (answering: Answering, address = '127.0.0.1'): Promise<string> => {
  const server = createServer((_, response) => answering(response)).listen(0, address);
  servers.push(server);
  await once(server, 'listening');
  return `http://${address}:${(server.address() as AddressInfo).port}/g/r`;
};

const read = async (url: string, { allowed = ['127.0.0.1'], timeoutMs = 5_000 } = {}): Promise<unknown> => {
  const outbound = new OutboundClient(new OutboundAccess({ allowed, ownStores: [] }));
  clients.push(outbound);
  return readBranches(outbound, url, { signal: AbortSignal.timeout(timeoutMs) }).catch((error: unknown) => error);
};

const says = (code: string, message: string): unknown =>
  expect.objectContaining({ name: CodeHostError.name, code, message: expect.stringContaining(message) });

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('the branches of a repository are asked for at a host', () => {
  test('that answers', async () => {
    const url = await repositoryAt((response) => response.end(advertisement));
    expect(await read(url)).toMatchObject({ heads: new Map([['main', commit]]) });
  });

  test('whose answer never ends', async () => {
    const ref = Buffer.from(line(`${commit} refs/heads/${'x'.repeat(200)}\n`).repeat(1_000));
    const url = await repositoryAt((response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(ref, () => setImmediate(more));
      };
      more();
    });
    expect(await read(url)).toEqual(
      says('repository-unreadable', 'more branches, tags and other references than are read here (8 MiB): delete'),
    );
  });

  test('that begins to answer and says no more', async () => {
    const url = await repositoryAt((response) => response.write(advertisement));
    expect(await read(url, { timeoutMs: 300 })).toEqual(says('code-host-unreachable', 'try again later'));
  });

  test('that leads on to a private address', async () => {
    const inside = await repositoryAt((response) => response.end(advertisement), '127.0.0.2');
    const location = `${inside}/info/refs?service=git-upload-pack`;
    const url = await repositoryAt((response) => response.writeHead(302, { location }).end());
    const found = await read(url);
    expect(found).toEqual(says('code-host-unreachable', 'cannot be asked just now'));
    expect((found as Error).message).not.toContain('127.0.0.2');
  });

  test.each([
    ['to another name, where the repository is now', '/new/name.git/', '/new/name.git'],
    ['to its own name with .git, where it always was', '/G/r.git/', undefined],
    ['to what is no repository’s address', '/new/', undefined],
  ])('that leads on %s', async (_, target, movedTo) => {
    const path = `${target}${target === '/new/' ? 'refs' : 'info/refs'}`;
    let isAsked = false;
    const url = await repositoryAt((response) => {
      if (isAsked) return response.end(advertisement);
      isAsked = true;
      return response.writeHead(301, { location: `${path}?service=git-upload-pack` }).end();
    });
    const { origin } = new URL(url);
    expect(await read(url)).toMatchObject({
      heads: new Map([['main', commit]]),
      movedTo: movedTo && `${origin}${movedTo}`,
    });
  });

  test('that leads on in a circle', async () => {
    const url = await repositoryAt((response) => response.writeHead(301, { location: '/again' }).end());
    expect(await read(url)).toEqual(says('code-host-unreachable', 'try again later'));
  });

  test('that wants to know who asks, with a token that has expired', async () => {
    const url = await repositoryAt((response) => response.writeHead(401).end());
    expect(await read(url)).toEqual(says('repository-unreadable', 'may not be read by everybody'));
  });

  test.each([
    ['429 and seconds', 429, '120', 120_000],
    ['503 and seconds', 503, '7', 7_000],
    ['503 and nothing', 503, undefined, undefined],
    ['503 and nonsense', 503, 'soon', undefined],
  ])('that is busy: %s', async (_, status, said, retryAfterMs) => {
    const url = await repositoryAt((response) =>
      response.writeHead(status, said === undefined ? {} : { 'retry-after': said }).end(),
    );
    expect(await read(url)).toMatchObject({ code: 'code-host-unreachable', retryAfterMs });
  });

  test('that answers a page', async () => {
    const url = await repositoryAt((response) => response.end('<html>sign in</html>'));
    expect(await read(url)).toEqual(says('repository-unreadable', 'does not answer as a Git server'));
  });
});
