import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../../test/support/until.js';
import { OutboundAccess } from './outbound-access.js';
import { OutboundClient, type OutboundRequest } from './outbound-client.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const hasIpv6 = Object.values(networkInterfaces()).some((found) => found?.some(({ address }) => address === '::1'));
if (!hasIpv6) process.stdout.write('SKIPPED: asking at an IPv6 address: this machine has none\n');

const servers: Server[] = [];
const clients: OutboundClient[] = [];

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const serve = async (handler: Handler, address = '127.0.0.1'): Promise<number> => {
  const server = createServer({ keepAliveTimeout: 0 }, handler).listen(0, address);
  servers.push(server);
  await once(server, 'listening');
  return portOf(server);
};

const clientOf = (
  lookups: Readonly<Record<string, readonly string[]>>,
  allowed: readonly string[],
  options: { timeoutMs?: number; maxHosts?: number; keptOpenMs?: number } = {},
) => {
  const left = new Map(Object.entries(lookups).map(([host, answers]) => [host, [...answers]]));
  const lookup = (host: string) => {
    const answers = left.get(host) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve([answer]);
  };
  const client = new OutboundClient(new OutboundAccess({ allowed, ownStores: [] }, { lookup }), {
    timeoutMs: 5_000,
    ...options,
  });
  clients.push(client);
  return client;
};

const said = (client: OutboundClient, request: OutboundRequest): Promise<string> =>
  client.request(request).then(
    ({ status, body, url }) => `${status} ${body.toString()} of ${new URL(url).pathname}`,
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );

let port: number;
let seen: IncomingMessage[];

const endlessly = (response: ServerResponse): void => {
  if (!response.destroyed) response.write(Buffer.alloc(65_536), () => setImmediate(endlessly, response));
};

const slowly = (response: ServerResponse, left: number): void => {
  if (left === 0) response.end();
  else response.write('x', () => setTimeout(slowly, 50, response, left - 1));
};

/** What the server does at other paths than those where it says hello. */
const behaviours: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/endless': endlessly,
  '/slow': (response) => slowly(response, 10),
  '/silent': () => undefined,
  '/begins': (response) => void response.write('begun'),
  '/breaks': (response) => void response.write('begun', () => response.destroy()),
  '/missing': (response) => void response.writeHead(404).end('nothing'),
  '/keep': (response) => void response.setHeader('keep-alive', 'timeout=600').end('hello'),
};

beforeEach(async () => {
  seen = [];
  port = await serve((request, response) => {
    seen.push(request);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const to = searchParams.get('to');
    if (to !== null) return void response.writeHead(302, { location: to }).end();
    const behave = behaviours[pathname] ?? (() => response.end('hello'));
    behave(response);
  });
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const host = 'registry.example.org';
const here = { [host]: ['127.0.0.1'], 'other.example.org': ['127.0.0.1'] };

describe('what a user names is asked for', () => {
  test('at the address that was checked', async () => {
    expect(await said(clientOf(here, [host]), { url: `http://${host}:${port}/x` })).toBe('200 hello of /x');
    expect(seen[0]?.headers.host).toBe(`${host}:${port}`);
  });

  test('not at another one that its name has a moment later', async () => {
    const client = clientOf({ [host]: ['93.184.216.34', '127.0.0.1'] }, []);
    expect(await said(client, { url: `http://${host}:${port}/x` })).toBe('UnreachableError');
    expect(seen).toEqual([]);
  });

  test('not in a private network, whoever names it: a user or a redirect', async () => {
    const client = clientOf(here, [host]);
    for (const to of [
      `http://127.0.0.1:${port}/`,
      `http://other.example.org:${port}/`,
      'http://169.254.169.254/latest',
    ])
      expect(await said(client, { url: `http://${host}:${port}/a?to=${encodeURIComponent(to)}` })).toBe(
        'UnreachableError',
      );
    expect(seen.map(({ url }) => url?.slice(0, 2))).toEqual(['/a', '/a', '/a']);
  });

  test('through redirects, but not for ever', async () => {
    const client = clientOf(here, [host]);
    const url = `http://${host}:${port}/a`;
    expect(await said(client, { url: `${url}?to=/b` })).toBe('200 hello of /b');
    expect(await said(client, { url: `${url}?to=ftp://${host}/b` })).toBe('UnreachableError');
    const loop = await serve((_, response) => void response.writeHead(307, { location: '/' }).end());
    expect(await said(client, { url: `http://${host}:${loop}/` })).toBe('UnreachableError');
  });

  test('with credentials that another origin does not get to see', async () => {
    const client = clientOf(here, [host, 'other.example.org']);
    const headers = { authorization: 'Bearer secret', accept: 'text/plain' };
    for (const to of ['/b', `http://other.example.org:${port}/c`])
      await client.request({ url: `http://${host}:${port}/a?to=${encodeURIComponent(to)}`, headers });
    const shown = seen.map(({ url, headers }) => [url?.slice(0, 2), headers.authorization, headers.accept]);
    expect(shown).toEqual([
      ['/a', 'Bearer secret', 'text/plain'],
      ['/b', 'Bearer secret', 'text/plain'],
      ['/a', 'Bearer secret', 'text/plain'],
      ['/c', undefined, 'text/plain'],
    ]);
  });

  test('for so much, and so long', async () => {
    const client = clientOf(here, [host], { timeoutMs: 2_000 });
    const url = `http://${host}:${port}`;
    expect(await said(client, { url: `${url}/endless`, maxBytes: 200_000 })).toBe('AnswerTooLargeError');
    expect(await said(client, { url: `${url}/silent` })).toBe('UnreachableError');
    expect(await said(client, { url: `${url}/x` })).toBe('200 hello of /x');
  });

  test('for its status alone, whatever body comes after it', async () => {
    const client = clientOf(here, [host]);
    const statusAt = (path: string): Promise<number> => client.status({ url: `http://${host}:${port}${path}` });
    const paths = ['/x', '/missing', '/endless', '/begins', '/breaks'];
    expect(await Promise.all(paths.map(statusAt))).toEqual([200, 404, 200, 200, 200]);
    await expect(client.status({ url: `http://other.example.org:${port}/x` })).rejects.toMatchObject({
      name: 'UnreachableError',
    });
  });

  test('for so many answers that are none yet', async () => {
    const interim = await serve((request, response) => {
      for (let sent = 0; sent < Number(request.url?.slice(1)); sent++) response.writeEarlyHints({ link: '</a>' });
      response.end('at last');
    });
    const client = clientOf({}, ['127.0.0.1']);
    expect(await said(client, { url: `http://127.0.0.1:${interim}/10` })).toBe('200 at last of /10');
    expect(await said(client, { url: `http://127.0.0.1:${interim}/20000` })).toBe('UnreachableError');
  });

  test('for so long, even where the name leads is not answered', async () => {
    const lookup = () => new Promise<never>(() => undefined);
    const access = new OutboundAccess({ allowed: [], ownStores: [] }, { lookup });
    const client = new OutboundClient(access, { timeoutMs: 500 });
    expect(await said(client, { url: `http://${host}:${port}/x` })).toBe('UnreachableError');
  });

  test('until nobody waits any more', async () => {
    const ending = new AbortController();
    const asked = said(clientOf(here, [host]), { url: `http://${host}:${port}/silent`, signal: ending.signal });
    ending.abort(new RangeError('enough'));
    expect(await asked).toBe('RangeError');
  });

  test('over connections that are closed when nobody uses them, whatever the server says', async () => {
    const closed = new Promise<void>((resolve) => {
      servers[0]?.on('connection', (socket) => socket.on('close', () => resolve()));
    });
    await clientOf(here, [host]).request({ url: `http://${host}:${port}/keep` });
    await closed;
  }, 15_000);

  test('through a proxy that is not waited for any longer', async () => {
    const proxy = createServer();
    const begun = new Promise<Socket>((resolve) => proxy.on('connect', (_, socket) => resolve(socket as Socket)));
    servers.push(proxy.listen(0, '127.0.0.1'));
    await once(proxy, 'listening');
    const access = new OutboundAccess(
      { allowed: [], ownStores: [] },
      { lookup: () => Promise.resolve(['93.184.216.34']), proxyFor: () => `http://127.0.0.1:${portOf(proxy)}` },
    );
    const client = new OutboundClient(access, { timeoutMs: 1_000 });
    clients.push(client);
    const closed = begun.then((socket) => once(socket.resume(), 'end').finally(() => socket.destroy()));
    expect(await said(client, { url: `https://${host}/x` })).toBe('UnreachableError');
    await closed;
  }, 10_000);

  test('of so many hosts at once; the next is asked when a connection was closed', async () => {
    const names = ['a.example', 'b.example', 'c.example'];
    const lookups = Object.fromEntries(names.map((name) => [name, ['127.0.0.1']]));
    const client = clientOf(lookups, ['127.0.0.1'], { maxHosts: 2, keptOpenMs: 1_500 });
    const ask = (name: string) => said(client, { url: `http://${name}:${port}/x` });
    expect([await ask('a.example'), await ask('b.example')]).toEqual(['200 hello of /x', '200 hello of /x']);
    expect(await ask('c.example')).toBe('OutboundBusyError');
    await until('there is room', async () => (await ask('c.example')) === '200 hello of /x');
  }, 15_000);

  (hasIpv6 ? test : test.skip)('at an IPv6 address', async () => {
    const port6 = await serve((_, response) => void response.end('six'), '::1');
    expect(await said(clientOf({}, ['::1']), { url: `http://[::1]:${port6}/x` })).toBe('200 six of /x');
  });
});

describe('what comes bit by bit', () => {
  const url = (path: string): string => `http://${host}:${port}${path}`;
  const bytesOf = async (body: AsyncIterable<Buffer>, enough = Number.POSITIVE_INFINITY): Promise<number> => {
    let bytes = 0;
    for await (const piece of body) {
      bytes += piece.length;
      if (bytes >= enough) break;
    }
    return bytes;
  };

  test('is handed on as it comes, behind redirects too, and for longer than its beginning may take', async () => {
    const client = clientOf(here, [host], { timeoutMs: 300 });
    const { status, body } = await client.stream({ url: url('/a?to=/slow') });
    expect([status, await bytesOf(body)]).toEqual([200, 10]);
  });

  test('is left when there is enough of it', async () => {
    const closed = new Promise<void>((resolve) => {
      servers[0]?.on('connection', (socket) => socket.on('close', () => resolve()));
    });
    const { body } = await clientOf(here, [host]).stream({ url: url('/endless') });
    expect(await bytesOf(body, 200_000)).toBeGreaterThanOrEqual(200_000);
    await closed;
  });

  test('has to begin in time', async () => {
    const silent = clientOf(here, [host], { timeoutMs: 300 }).stream({ url: url('/silent') });
    await expect(silent).rejects.toMatchObject({ name: 'UnreachableError' });
  });

  test('may break off', async () => {
    const { body } = await clientOf(here, [host]).stream({ url: url('/breaks') });
    await expect(bytesOf(body)).rejects.toMatchObject({ name: 'UnreachableError' });
  });

  test('is waited for until nobody does any more', async () => {
    const ending = new AbortController();
    const { body } = await clientOf(here, [host]).stream({ url: url('/begins'), signal: ending.signal });
    const read = bytesOf(body);
    ending.abort(new RangeError('enough'));
    await expect(read).rejects.toMatchObject({ name: 'RangeError' });
  });

  test('is nothing where there is no success', async () => {
    const { status, body } = await clientOf(here, [host]).stream({ url: url('/missing') });
    expect([status, await bytesOf(body)]).toEqual([404, 0]);
  });
});
