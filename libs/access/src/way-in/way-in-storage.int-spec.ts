import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DocumentRedeemedTickets, type RedeemedTicketsCollection } from './document-redeemed-tickets.js';
import { loadWayInSecret } from './load-way-in-secret.js';
import { MemoryRedeemedTickets } from './memory-redeemed-tickets.js';
import type { RedeemedTickets } from './redeemed-tickets.js';

const inDirectory = async (body: (directory: string) => Promise<void>): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'way-in-'));
  try {
    await body(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
};

describe('the secret', () => {
  test('is the setting where there is one', () =>
    inDirectory(async (directory) => {
      expect(await loadWayInSecret('as set', directory)).toBe('as set');
      expect(await readdir(directory)).toEqual([]);
    }));

  test('is generated once, for all who start at the same time, and readable by its owner alone', () =>
    inDirectory(async (directory) => {
      const secrets = await Promise.all(Array.from({ length: 8 }, () => loadWayInSecret(undefined, directory)));
      expect(new Set(secrets).size).toBe(1);
      expect(secrets[0]).toHaveLength(43);
      expect(await loadWayInSecret('', directory)).toBe(secrets[0]);
      expect(await readdir(join(directory, 'gateway'))).toEqual(['secret']);
      expect((await stat(join(directory, 'gateway', 'secret'))).mode & 0o777).toBe(0o600);
    }));
});

/** What the adapter relies on: a unique `_id`, error 11000, `$lt`. The document server's own suite proves that of it. */
const rowsInMemory = () => {
  const rows = new Map<string, Date>();
  const collection: RedeemedTicketsCollection = {
    createIndex: () => Promise.resolve(),
    insertOne: ({ _id, expiresAt }) => {
      if (rows.has(_id)) return Promise.reject(Object.assign(new Error('E11000 duplicate key'), { code: 11000 }));
      rows.set(_id, expiresAt);
      return Promise.resolve();
    },
    deleteMany: ({ expiresAt: { $lt } }) => {
      for (const [id, expiry] of rows) if (expiry < $lt) rows.delete(id);
      return Promise.resolve();
    },
  };
  return { rows, collection };
};

describe.each<[string, () => Promise<RedeemedTickets>]>([
  ['memory', () => Promise.resolve(new MemoryRedeemedTickets())],
  ['documents', () => DocumentRedeemedTickets.open(rowsInMemory().collection)],
])('redeemed tickets in %s', (_, open) => {
  test('let each be redeemed once, also when all come at once', async () => {
    const redeemed = await open();
    const soon = new Date(Date.now() + 30_000);
    const answers = await Promise.all([1, 2, 3].map(() => redeemed.redeem('a', soon)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await redeemed.redeem('b', soon)).toBe(true);
    expect(await redeemed.redeem('a', soon)).toBe(false);
  });
});

test('expired redemptions are forgotten', async () => {
  const { rows, collection } = rowsInMemory();
  let now = new Date('2026-11-24T12:00:00Z');
  const redeemed = await DocumentRedeemedTickets.open(collection, () => now);
  await redeemed.redeem('a', new Date('2026-11-24T12:00:30Z'));
  now = new Date('2026-11-24T12:02:00Z');
  await redeemed.redeem('b', new Date('2026-11-24T12:02:30Z'));
  expect([...rows.keys()]).toEqual(['b']);
});

test('a collection that fails for another reason lets nobody in', async () => {
  const { collection } = rowsInMemory();
  const failing = { ...collection, insertOne: () => Promise.reject(new Error('no primary')) };
  const redeemed = await DocumentRedeemedTickets.open(failing);
  await expect(redeemed.redeem('a', new Date())).rejects.toThrow('no primary');
});
