import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { createLogger } from '#libs/observability';
import { readSettings, writeRunningStores } from '#libs/settings';
import { findBackingServices } from './find-backing-services.js';

const stores = { eventStore: 'esdb://a:1', mongodb: 'mongodb://b:2', mongodbDatabase: 'd', issuer: 'http://c/oidc' };

describe('what a part beside others stands on', () => {
  let dataDir: string;
  let logged: string[];
  let ending: AbortController;

  const find = (environment: Record<string, string> = {}) =>
    findBackingServices({
      settings: readSettings({ DATA_DIR: dataDir, ...environment }, 'api'),
      logger: createLogger('info', { write: (line) => logged.push(line) }),
      ending: ending.signal,
    });

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-backing-'));
    logged = [];
    ending = new AbortController();
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  test('is what its settings name', async () => {
    const named = {
      EVENTSTORE_URL: 'esdb://x:1',
      MONGODB_URL: 'mongodb://y:2',
      SESSION_ACCESS_SECRET: 's'.repeat(32),
      OIDC_ISSUER: 'https://id.example',
    };
    await writeRunningStores(dataDir, stores);
    expect(await find(named)).toMatchObject({
      eventStoreUrl: 'esdb://x:1',
      mongodbUrl: 'mongodb://y:2',
      issuer: 'https://id.example',
      isLocalIssuer: false,
    });
  });

  test('is else what runs on its data directory, now or later; it says once what it waits for', async () => {
    const finding = find();
    await until('it says so', () => logged.length > 0);
    await writeRunningStores(dataDir, stores);
    expect(await finding).toMatchObject({
      eventStoreUrl: 'esdb://a:1',
      mongodbUrl: 'mongodb://b:2',
      issuer: 'http://c/oidc',
      isLocalIssuer: true,
    });
    expect(logged.join('')).toMatch(/^.*waiting for the stores of DATA_DIR=.*start:stores.*\n$/);
  });

  test('is waited for no longer than the process is to live', async () => {
    const finding = find();
    await until('it waits', () => logged.length > 0);
    ending.abort();
    await expect(finding).rejects.toBe(ending.signal.reason);
  });
});
