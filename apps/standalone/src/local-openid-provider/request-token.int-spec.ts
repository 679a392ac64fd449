import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TokenVerifier } from '#libs/access';
import { writeRunningStores } from '#libs/settings';
import { createLocalOpenIdProvider } from './local-openid-provider.js';
import { audience, MountedProvider } from './mounted-provider.fixture.js';
import { requestToken } from './request-token.js';

describe('the token command', () => {
  let dataDir: string;
  let otherDir: string;
  let provider: MountedProvider;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'request-token-'));
    otherDir = await mkdtemp(join(tmpdir(), 'request-token-'));
    provider = await MountedProvider.start(dataDir);
  });
  afterEach(async () => {
    await provider.close();
    await rm(dataDir, { recursive: true });
    await rm(otherDir, { recursive: true });
  });

  const ask = (request: Partial<Parameters<typeof requestToken>[0]> = {}) =>
    requestToken({ username: 'ada', dataDir, port: undefined, ...request });

  test('gets a token that the API accepts, at the address where the standalone was started', async () => {
    const verifier = new TokenVerifier({ issuer: provider.issuer, audience });
    expect(await verifier.verify(await ask())).toMatchObject({ subject: 'ada', roles: new Set(['admin']) });
    expect(await verifier.verify(await ask({ port: String(provider.port), username: 'grace' }))).toMatchObject({
      subject: 'grace',
      roles: new Set(),
    });
  });

  test('finds the standalone that runs, also once a second start on its data directory was refused', async () => {
    const { issuer } = provider;
    await writeRunningStores(dataDir, { eventStore: '', mongodb: '', mongodbDatabase: '', issuer });
    const second = { issuer: 'http://127.0.0.1:1/oidc', host: '127.0.0.1', dataDir, audience, log: () => undefined };
    await (await createLocalOpenIdProvider({ ...second, consoles: { redirectUris: [] } })).close();
    const verifier = new TokenVerifier({ issuer, audience });
    expect(await verifier.verify(await ask())).toMatchObject({ subject: 'ada' });
  });

  test('says which demo users there are', async () => {
    await expect(ask({ username: 'mallory' })).rejects.toThrow('there is no demo user "mallory"; there are ada, grace');
  });

  test('says that nothing is running', async () => {
    await provider.close();
    await expect(ask()).rejects.toThrow(/Nothing answers at .* Is it running/);
    provider = await MountedProvider.start(dataDir);
  });

  test('says that no standalone was ever started there', async () => {
    await expect(ask({ dataDir: otherDir })).rejects.toThrow(/No standalone was ever started .*set DATA_DIR/);
  });

  test('says that the running standalone uses another data directory', async () => {
    const other = await MountedProvider.start(otherDir);
    try {
      await expect(ask({ port: String(other.port) })).rejects.toThrow(/uses another data directory .*Set DATA_DIR/);
    } finally {
      await other.close();
    }
  });

  test('says that something else answers there', async () => {
    const stranger = createServer((_, response) => response.end('hello'));
    await new Promise<void>((listening) => stranger.listen(0, '127.0.0.1', listening));
    try {
      const { port } = stranger.address() as AddressInfo;
      await expect(ask({ port: String(port) })).rejects.toThrow(/is not the standalone's identity provider/);
    } finally {
      stranger.closeAllConnections();
      await new Promise<void>((closed) => stranger.close(() => closed()));
    }
  });

  test('says that the secrets are broken, and that PORT is no port', async () => {
    await expect(ask({ port: 'http' })).rejects.toThrow('PORT must be a number from 1 to 65535, not "http"');
    await writeFile(join(dataDir, 'identity', 'secrets.json'), '{');
    await expect(ask()).rejects.toThrow(/secrets\.json cannot be used: it is not JSON/);
  });
});
