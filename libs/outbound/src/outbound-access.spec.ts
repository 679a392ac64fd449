import { describe, expect, test } from 'vitest';
import { OutboundAccess } from './outbound-access.js';

const known: Readonly<Record<string, readonly string[]>> = {
  'git.example.org': ['93.184.216.34', '2606:2800::1'],
  'inside.example.org': ['10.1.2.3'],
  'mixed.example.org': ['127.0.0.1', '93.184.216.34'],
  'store.intranet': ['10.0.0.5'],
};
const lookupKnown = (host: string) =>
  known[host] === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(known[host]);

const proxy = 'http://proxy.intranet:3128';
const loopback = ['127.0.0.0/8', '::1'];
const access = (allowed: readonly string[] = [], ownStores: readonly string[] = [], proxy?: string) =>
  new OutboundAccess({ allowed, ownStores }, { lookup: lookupKnown, proxyFor: () => proxy });

/** The addresses that may be connected to, or what is thrown. */
const reached = (url: string, ...rules: Parameters<typeof access>) =>
  access(...rules)
    .destinationOf(url)
    .then(
      ({ addresses }) => addresses,
      (error: unknown) => String(error),
    );

describe('rule 7, where its address may lead: what a user names', () => {
  test('leads to a public host, at the addresses that it had when it was looked at', async () => {
    expect(await access().destinationOf('https://git.example.org/x.git')).toEqual({
      ...{ url: 'https://git.example.org/x.git', host: 'git.example.org', port: 443 },
      addresses: ['93.184.216.34', '2606:2800::1'],
    });
    expect(await access().destinationOf('http://git.example.org.:8080/x')).toMatchObject({
      ...{ url: 'http://git.example.org:8080/x', host: 'git.example.org', port: 8080 },
    });
  });

  test.each([
    'http://127.0.0.1/x',
    'http://2130706433/x',
    'http://0x7f.1/x',
    'http://0/x',
    'http://[::1]/x',
    'http://[::ffff:127.0.0.1]/x',
    'http://localhost/x',
    'http://x.localhost/x',
    'http://inside.example.org/x',
    'http://169.254.169.254/latest',
    'http://nowhere.example.org/x',
  ])('leads nowhere, for the same reason: %s', async (url) => {
    expect(await reached(url)).toBe(`UnreachableError: ${url} cannot be reached`);
  });

  test('of a host that is public and private leads to what is public of it', async () => {
    expect(await reached('http://mixed.example.org/')).toEqual(['93.184.216.34']);
  });

  test('leads to a private network, address or host that is allowed', async () => {
    expect(await reached('http://inside.example.org/', ['10.0.0.0/8'])).toEqual(['10.1.2.3']);
    expect(await reached('http://inside.example.org/', ['inside.example.org'])).toEqual(['10.1.2.3']);
    expect(await reached('http://inside.example.org/', ['10.1.2.4', 'example.org'])).toMatch(/cannot be reached/);
    expect(await reached('http://localhost:8000/', loopback)).toEqual(['::1', '127.0.0.1']);
    expect(await reached('http://x.localhost:8000/', loopback)).toEqual(['::1', '127.0.0.1']);
    expect(await reached('http://[::ffff:127.0.0.1]/', loopback)).toEqual(['::ffff:7f00:1']);
  });

  test.each([
    ['http://127.0.0.1:2113/', 'localhost:2113'],
    ['http://localhost:2113/', '127.0.0.1:2113'],
    ['http://127.0.0.9:2113/', '127.0.0.1:2113'],
    ['http://0.0.0.0:2113/', '127.0.0.1:2113'],
    ['http://[::1]:2113/', '127.0.0.1:2113'],
    ['http://10.0.0.5:2113/', 'store.intranet:2113'],
    ['http://[::ffff:10.0.0.5]:2113/', 'store.intranet:2113'],
    ['http://10.0.0.5:2113/', '[::ffff:10.0.0.5]:2113'],
    ['http://store.intranet/', 'store.intranet:80'],
  ])('never leads to the installation’s own stores: %s is %s', async (url, store) => {
    expect(await reached(url, ['0.0.0.0/0', '::/0'], [store])).toMatch(/cannot be reached/);
    const others = await reached(url, ['0.0.0.0/0', '::/0'], ['store.intranet:9', 'gone.intranet:2113']);
    expect(others).toBeInstanceOf(Array);
  });

  test('leads nowhere while it is not known where the installation’s own stores are', async () => {
    const lookup = (host: string) =>
      host === 'store.intranet' ? new Promise<never>(() => undefined) : lookupKnown(host);
    const asked = new AbortController();
    const found = new OutboundAccess({ allowed: [], ownStores: ['store.intranet:443'] }, { lookup }).destinationOf(
      'https://git.example.org/x.git',
      asked.signal,
    );
    asked.abort(new RangeError('enough'));
    await expect(found).rejects.toThrow(RangeError);
  });

  test('may be known to the proxy alone', async () => {
    expect(await access([], [], proxy).destinationOf('http://nowhere.example.org/')).toMatchObject({
      ...{ addresses: [], proxy },
    });
  });

  test.each([
    'http://inside.example.org/',
    'http://10.0.0.1/',
    'http://localhost/',
    'http://x.localhost/',
    'http://x.localhost./',
  ])('leads to nothing private through a proxy either: %s', async (url) => {
    expect(await reached(url, [], [], proxy)).toMatch(/cannot be reached/);
  });
});
