import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, MongoClient } from 'mongodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { DocumentRedeemedTickets, type RedeemedTicketRow } from './document-redeemed-tickets.js';
import { loadSessionAccessSecret } from './load-session-access-secret.js';
import { type SignedOutBrowserRow, SignedOutBrowsers } from './signed-out-browsers.js';

const { client, connectionString } = await startedDocuments();

const inDirectory = async (body: (directory: string) => Promise<void>): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'session-access-'));
  try {
    await body(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
};

describe('the secret', () => {
  test('is the setting where there is one', () =>
    inDirectory(async (directory) => {
      expect(await loadSessionAccessSecret('as set', directory)).toBe('as set');
      expect(await readdir(directory)).toEqual([]);
    }));

  test('is generated once, for all who start at the same time, and readable by its owner alone', () =>
    inDirectory(async (directory) => {
      const secrets = await Promise.all(Array.from({ length: 8 }, () => loadSessionAccessSecret(undefined, directory)));
      expect(new Set(secrets).size).toBe(1);
      expect(secrets[0]).toHaveLength(43);
      expect(await loadSessionAccessSecret('', directory)).toBe(secrets[0]);
      expect(await readdir(join(directory, 'gateway'))).toEqual(['secret']);
      expect((await stat(join(directory, 'gateway', 'secret'))).mode & 0o777).toBe(0o600);
    }));

  test('that is too short in its file is damaged, and the file is named', () =>
    inDirectory(async (directory) => {
      const file = join(directory, 'gateway', 'secret');
      await mkdir(join(directory, 'gateway'));
      await writeFile(file, '');
      await expect(loadSessionAccessSecret(undefined, directory)).rejects.toThrow(
        `${file} is damaged: put it back from a backup, or delete it`,
      );
    }));
});

describe('browsers in which people have signed out', () => {
  test('are theirs alone, and forgotten when every cookie of before has expired', async () => {
    let now = new Date('2026-11-24T12:00:00Z');
    const rows = client.db('access').collection<SignedOutBrowserRow>('signed-out-browsers');
    await rows.deleteMany({});
    const [one, other] = [new SignedOutBrowsers(rows, () => now), new SignedOutBrowsers(rows, () => now)];
    await one.prepare();
    await one.add('ada', 'b1');
    await other.add('ada', 'b1');
    expect([await other.has('ada', 'b1'), await other.has('ada', 'b2'), await other.has('grace', 'b1')]).toEqual([
      true,
      false,
      false,
    ]);
    now = new Date('2026-11-25T00:00:31Z');
    await one.add('grace', 'b1');
    expect(await one.has('ada', 'b1')).toBe(true);
    now = new Date('2026-11-25T00:02:00Z');
    await one.add('grace', 'b2');
    expect(await one.has('ada', 'b1')).toBe(false);
    expect(JSON.stringify(await rows.find().toArray())).not.toContain('grace');
  });
});

describe('redeemed tickets', () => {
  let rows: Collection<RedeemedTicketRow>;

  beforeEach(async () => {
    rows = client.db('access').collection<RedeemedTicketRow>('redeemed-tickets');
    await rows.deleteMany({});
    await new DocumentRedeemedTickets(rows).prepare();
  });

  test('let each be redeemed once, also when all come at once', async () => {
    const redeemed = new DocumentRedeemedTickets(rows);
    const soon = new Date(Date.now() + 30_000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeemed.redeem('a', soon)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await redeemed.redeem('b', soon)).toBe(true);
    expect(await redeemed.redeem('a', soon)).toBe(false);
  });

  test('are shared by gateways, and forgotten after they have expired', async () => {
    let now = new Date('2026-11-24T12:00:00Z');
    const [one, other] = [new DocumentRedeemedTickets(rows, () => now), new DocumentRedeemedTickets(rows, () => now)];
    expect(await one.redeem('a', new Date('2026-11-24T12:00:30Z'))).toBe(true);
    expect(await other.redeem('a', new Date('2026-11-24T12:00:30Z'))).toBe(false);
    now = new Date('2026-11-24T12:02:00Z');
    expect(await other.redeem('b', new Date('2026-11-24T12:02:30Z'))).toBe(true);
    expect((await rows.find().toArray()).map(({ _id }) => _id)).toEqual(['b']);
  });

  test('let nobody in where the collection fails', async () => {
    const redeemed = new DocumentRedeemedTickets(rows);
    const gone = await MongoClient.connect(connectionString);
    const cut = new DocumentRedeemedTickets(gone.db('access').collection<RedeemedTicketRow>('redeemed-tickets'));
    await gone.close();
    await expect(cut.redeem('a', new Date(Date.now() + 30_000))).rejects.toThrow();
    expect(await redeemed.redeem('a', new Date(Date.now() + 30_000))).toBe(true);
  });
});
