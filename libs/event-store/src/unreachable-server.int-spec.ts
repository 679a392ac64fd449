import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startEventStoreServer } from '#libs/embedded/event-store-server';
import { type EventStore, EventStoreUnavailableError } from '#libs/event-sourcing';
import { freePort } from '../../../test/support/free-port.js';
import { contractRegistry, counted, countUp, newStream } from './contract-events.js';
import { createEventStore } from './create-event-store.js';
import { EventTooLargeError } from './event-to-append.js';

const ending: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

const connect = (connectionString: string, appendTimeoutMs = 10_000): EventStore => {
  const store = createEventStore({ connectionString, registry: contractRegistry, appendTimeoutMs });
  ending.push(() => store.close());
  return store;
};

const directory = async (): Promise<string> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'event-store-'));
  ending.push(() => rm(dataDir, { recursive: true }));
  return dataDir;
};

/** Takes connections and never says a word, like a frozen server. */
const frozenServer = async (): Promise<string> => {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ending.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `esdb://127.0.0.1:${(server.address() as { port: number }).port}?tls=false`;
};

describe('an event store that cannot be reached', () => {
  test('is reported as such by everything that asks it, when nobody listens', async () => {
    const store = connect('esdb://127.0.0.1:9?tls=false');
    await expect(store.append(newStream(), 'no_stream', countUp(1))).rejects.toThrow(EventStoreUnavailableError);
    await expect(store.read(newStream())).rejects.toThrow(EventStoreUnavailableError);
    await expect(store.head()).rejects.toThrow(EventStoreUnavailableError);
    const following = store.follow({ after: undefined, signal: new AbortController().signal });
    await expect(following[Symbol.asyncIterator]().next()).rejects.toThrow(EventStoreUnavailableError);
  });

  test('is given up after the time-out, when it does not answer', async () => {
    const store = connect(await frozenServer(), 150);
    await expect(store.append(newStream(), 'no_stream', countUp(1))).rejects.toThrow(/no answer within 150 ms/);
    await expect(store.append(newStream(), 'no_stream', countUp(1), { timeoutMs: 60 })).rejects.toThrow(/within 60 ms/);
    await expect(store.read(newStream())).rejects.toThrow(EventStoreUnavailableError);
  });

  test('ends what follows it with an error; once it is back, everything works again', async () => {
    const dataDir = await directory();
    // one that nobody is given while it is away
    const server = await startEventStoreServer({ dataDir, port: await freePort() });
    const store = connect(server.connectionString);
    const stream = newStream();
    const { position } = await store.append(stream, 'no_stream', countUp(1));
    const identity = await store.identity();
    const following = store.follow({ after: undefined, signal: new AbortController().signal })[Symbol.asyncIterator]();
    for (let next = await following.next(); next.value?.kind !== 'caughtUp'; ) next = await following.next();
    const broken = expect(following.next()).rejects.toThrow(EventStoreUnavailableError);
    await server.close();
    await broken;
    await expect(store.append(stream, 0n, countUp(1))).rejects.toThrow(EventStoreUnavailableError);
    const again = await startEventStoreServer({ dataDir, port: server.port });
    ending.push(() => again.close());
    await store.append(stream, 0n, [counted(1)]);
    const resumed = store.follow({ after: position, signal: new AbortController().signal })[Symbol.asyncIterator]();
    let next = await resumed.next();
    while (next.value?.kind === 'checkpoint') next = await resumed.next();
    expect(next.value).toMatchObject({ kind: 'event', event: { revision: 1n } });
    await resumed.return?.();
    expect(await connect(again.connectionString).identity()).toBe(identity);
  });

  test('an event that is too large is refused before it is sent', async () => {
    const store = connect('esdb://127.0.0.1:9?tls=false');
    const large = { ...counted(1), data: { n: 1, text: 'x'.repeat(256 * 1024) }, id: randomUUID() };
    await expect(store.append(newStream(), 'no_stream', [large])).rejects.toThrow(EventTooLargeError);
  });
});
