import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessDeniedError, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closed } from '../../../../test/support/closed.js';
import { type SecuredServer, startSecuredServer } from './start-secured-server.js';
import { loadStoreCertificate } from './store-certificate.js';
import { loadStorePasswords } from './store-passwords.js';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

let directory: string;
/** With what has a meaning in addresses. */
let dataDir: string;
let opened: { close(): Promise<void> }[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'secured-'));
  dataDir = join(directory, "it's 100% a&b=c?");
  opened = [];
});
afterEach(async () => {
  for (const one of opened.reverse()) await one.close();
  await rm(directory, { recursive: true });
});

const logged: unknown[] = [];
const start = async (name: 'eventStore' | 'documents'): Promise<SecuredServer> => {
  const passwords = await loadStorePasswords(dataDir);
  const server = await startSecuredServer(name, { dataDir, passwords, port: 0, log: (event) => logged.push(event) });
  opened.push(server);
  return server;
};

const eventStoreClient = (url: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(url);
  opened.push({ close: () => client.dispose() });
  return client;
};

const documentClient = (url: string): MongoClient => {
  const client = new MongoClient(url);
  opened.push(client);
  return client;
};

const types = async (client: EventStoreDBClient): Promise<string[]> => {
  const found: string[] = [];
  for await (const { event } of client.readAll()) found.push(event!.type);
  return found;
};

const withoutUser = (url: string): string => url.replace(/\/\/[^@]*@/, '//');
const guessed = (url: string): string => url.replace(/:[^:@]*@/, ':guess@');
const passwordIn = (url: string): string => /:([\w-]{43})@/.exec(url)![1]!;

describe('the event store', () => {
  test('takes its address, and no other password or none', async () => {
    const { url } = await start('eventStore');
    const ours = eventStoreClient(url);
    const append = (client: EventStoreDBClient) => client.appendToStream('s', jsonEvent({ type: 'Ours', data: {} }));
    await append(ours);
    for (const stranger of [eventStoreClient(withoutUser(url)), eventStoreClient(guessed(url))]) {
      await expect(types(stranger)).rejects.toBeInstanceOf(AccessDeniedError);
      await expect(append(stranger)).rejects.toBeInstanceOf(AccessDeniedError);
      await expect(stranger.deleteStream('s')).rejects.toBeInstanceOf(AccessDeniedError);
    }
    expect(await types(ours)).toEqual(['$storeCreated', 'Ours']);
  });

  test('answers nobody in clear', async () => {
    const { url } = await start('eventStore');
    const [host = ''] = /localhost:\d+/.exec(url) ?? [];
    await expect(types(eventStoreClient(`esdb://${host}?tls=false`))).rejects.toThrow(/UNAVAILABLE|unavailable/i);
  });
});

describe('what is no TLS', () => {
  const hello = Buffer.from('160301', 'hex');
  test.each([
    ['text', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['HTTP/2 in clear', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
    ['a beginning that breaks off', hello],
    ['a beginning without sense', Buffer.concat([hello, Buffer.alloc(4_000, 255)])],
    ['zeros', Buffer.alloc(20_000)],
  ])('(%s) is hung up on, and others go on', async (_, bytes) => {
    const { url } = await start('eventStore');
    const socket = connect(Number(/localhost:(\d+)/.exec(url)?.[1]), '127.0.0.1').resume();
    socket.end(bytes);
    await closed(socket);
    expect(await types(eventStoreClient(url))).toEqual(['$storeCreated']);
  });
});

describe('the document store', () => {
  test('takes its address, and no other password or none', async () => {
    const { url } = await start('documents');
    await documentClient(url).db('d').collection('c').insertOne({ n: 1 });
    const nobody = documentClient(withoutUser(url)).db('d');
    await expect(nobody.collection('c').findOne()).rejects.toMatchObject({ code: 13 });
    await expect(nobody.dropDatabase()).rejects.toMatchObject({ code: 13 });
    await expect(documentClient(guessed(url)).db('d').dropDatabase()).rejects.toMatchObject({ code: 18 });
    expect(await documentClient(url).db('d').collection('c').countDocuments()).toBe(1);
  });
});

describe('passwords and keys', () => {
  test('stay the same over restarts, differ from each other and from other installations', async () => {
    const passwords = new Set<string>();
    for (const name of ['eventStore', 'documents'] as const) {
      const first = await start(name);
      await first.close();
      const second = await start(name);
      expect(passwordIn(second.url)).toBe(passwordIn(first.url));
      passwords.add(passwordIn(first.url));
    }
    dataDir = join(directory, 'other');
    for (const name of ['eventStore', 'documents'] as const) passwords.add(passwordIn((await start(name)).url));
    expect(passwords.size).toBe(4);
    for (const password of passwords) expect(JSON.stringify(logged)).not.toContain(password);
  });

  test('are the same for processes that start for the first time at once', async () => {
    const many = <T>(load: () => Promise<T>) => Promise.all(Array.from({ length: 5 }, load));
    expect(new Set((await many(() => loadStorePasswords(dataDir))).map(({ eventStore }) => eventStore)).size).toBe(1);
    expect(new Set((await many(() => loadStoreCertificate(dataDir))).map(({ tls }) => tls.key)).size).toBe(1);
  });

  test("are their owner's alone", async () => {
    await start('eventStore');
    const stores = join(dataDir, 'stores');
    const names = await readdir(stores);
    expect(names.sort()).toEqual(['ca.pem', 'certificate.json', 'passwords.json']);
    const modes = await Promise.all([stores, ...names.map((name) => join(stores, name))].map((path) => stat(path)));
    expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '600', '600', '600']);
  });

  test.each([
    ['passwords.json', '{'],
    ['passwords.json', '{"eventStore":"","documents":""}'],
    ['certificate.json', '{"authority":"","cert":"","key":""}'],
  ])('that are damaged (%s: %s) are named, and not made anew', async (name, text) => {
    await start('eventStore').then((server) => server.close());
    const file = join(dataDir, 'stores', name);
    await writeFile(file, text);
    await expect(start('eventStore')).rejects.toThrow(`cannot be read from ${file}: it is damaged. Restore the file`);
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

describe('the certificate', () => {
  const certOf = async (now?: number): Promise<X509Certificate> =>
    new X509Certificate((await loadStoreCertificate(dataDir, now)).tls.cert);

  test('is of this machine, by an authority that signs nothing else, and lasts for ten years', async () => {
    const { authorityFile, tls } = await loadStoreCertificate(dataDir);
    const [authority, cert] = [await readFile(authorityFile), tls.cert].map((pem) => new X509Certificate(pem)) as [
      X509Certificate,
      X509Certificate,
    ];
    expect(cert.checkIssued(authority) && cert.verify(authority.publicKey)).toBe(true);
    expect([authority.ca, cert.ca]).toEqual([true, false]);
    expect(cert.checkHost('localhost')).toBe('localhost');
    expect(cert.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(Date.parse(cert.validTo) - Date.now()).toBeGreaterThan(9.9 * YEAR_MS);
    expect(cert.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    const kept = await Promise.all(
      ['certificate.json', 'ca.pem'].map((name) => readFile(join(dataDir, 'stores', name), 'utf8')),
    );
    expect(kept.join('').match(/PRIVATE KEY/g)).toHaveLength(2);
  });

  test('is kept, and made anew in its last year', async () => {
    const first = await certOf();
    expect((await certOf(Date.now() + 8.9 * YEAR_MS)).fingerprint256).toBe(first.fingerprint256);
    const later = Date.now() + 9.1 * YEAR_MS;
    const second = await certOf(later);
    expect(Date.parse(second.validTo) - later).toBeGreaterThan(9.9 * YEAR_MS);
    expect(second.checkIssued(new X509Certificate(await readFile(join(dataDir, 'stores', 'ca.pem'))))).toBe(true);
    expect(second.serialNumber).not.toBe(first.serialNumber);
  });

  test("has its authority's file again where that was lost", async () => {
    const { authorityFile } = await loadStoreCertificate(dataDir);
    const before = await readFile(authorityFile, 'utf8');
    await rm(authorityFile);
    await loadStoreCertificate(dataDir);
    expect(await readFile(authorityFile, 'utf8')).toBe(before);
  });
});
