import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { DocumentPersonalTokens } from './document-personal-tokens.js';
import type { PersonalTokenRow } from './personal-token-row.js';

const DAY_MS = 24 * 60 * 60_000;
const beginning = Date.parse('2026-01-01T12:00:00Z');
const grace = { userId: 'id-of-grace', name: 'backup', expiresAt: new Date(beginning + 60 * DAY_MS) };
const nobody = new Set<never>();

describe('tokens of people for programs', () => {
  let dataDir: string;
  let server: DocumentServer;
  let client: MongoClient;
  let rows: Collection<PersonalTokenRow>;
  let tokens: DocumentPersonalTokens;
  let now: number;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'personal-tokens-'));
    server = await startDocumentServer({ dataDir });
    client = await MongoClient.connect(server.connectionString);
  });
  afterAll(async () => {
    await client.close();
    await server.close();
    await rm(dataDir, { recursive: true });
  });
  beforeEach(async () => {
    rows = client.db('access').collection<PersonalTokenRow>('personal-tokens');
    await rows.deleteMany({});
    now = beginning;
    tokens = new DocumentPersonalTokens(rows, () => new Date(now));
    await tokens.prepare();
  });

  const created = async (roles: ReadonlySet<'admin'> = nobody) => {
    const made = await tokens.create({ ...grace, roles });
    if (made === undefined) throw new Error('it was not created');
    return made;
  };

  test('stand for their person until they are over, and are kept by their hash alone', async () => {
    const { secret, token } = await created();
    expect(secret).toMatch(/^renku_pat_[0-9a-f]{48}$/);
    expect(JSON.stringify(await rows.find({}).toArray())).not.toContain(secret.slice('renku_pat_'.length));
    const { userId, expiresAt } = grace;
    const bearer = { userId, personalTokenId: token.tokenId, expiresAt, roles: nobody };
    expect(await tokens.bearerOf(secret)).toEqual(bearer);
    expect(await tokens.bearerOf(`${secret}0`)).toBeUndefined();
    expect(await tokens.list(grace.userId)).toEqual([{ ...token, lastUsedAt: new Date(now) }]);
    now = grace.expiresAt.getTime();
    expect(await tokens.bearerOf(secret)).toBeUndefined();
    expect(await tokens.list(grace.userId)).toEqual([]);
  });

  test('are revoked for every process at once, by their person alone, and all when that is erased', async () => {
    const [one, other] = [await created(), await created()];
    const elsewhere = new DocumentPersonalTokens(rows, () => new Date(now));
    await tokens.revoke('somebody-else', one.token.tokenId);
    expect(await elsewhere.bearerOf(one.secret)).toBeDefined();
    await tokens.revoke(grace.userId, one.token.tokenId);
    expect(await elsewhere.bearerOf(one.secret)).toBeUndefined();
    expect(await elsewhere.bearerOf(other.secret)).toBeDefined();
    await tokens.erase(grace.userId);
    expect(await elsewhere.bearerOf(other.secret)).toBeUndefined();
  });

  test('have the global roles that the last sign-in showed, and none a month after it', async () => {
    const { secret } = await created(new Set(['admin']));
    const roles = async () => [...((await tokens.bearerOf(secret))?.roles ?? ['no token'])];
    expect(await roles()).toEqual(['admin']);
    await tokens.sawRoles(grace.userId, nobody);
    expect(await roles()).toEqual([]);
    await tokens.sawRoles(grace.userId, new Set(['admin']));
    now += 30 * DAY_MS;
    expect(await roles()).toEqual(['admin']);
    now += 1;
    expect(await roles()).toEqual([]);
  });

  test('are twenty at most, of which those that are over do not count', async () => {
    for (let count = 0; count < 20; count += 1) await created();
    expect(await tokens.create({ ...grace, roles: nobody })).toBeUndefined();
    now = grace.expiresAt.getTime();
    expect(await tokens.create({ ...grace, expiresAt: new Date(now + 1), roles: nobody })).toBeDefined();
    expect(await rows.countDocuments()).toBe(1);
  });

  test('are twenty at most, however many are made at once', async () => {
    for (let count = 0; count < 15; count += 1) await created();
    const elsewhere = new DocumentPersonalTokens(rows, () => new Date(now));
    const wanted = { ...grace, roles: nobody };
    const made = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 === 0 ? tokens : elsewhere).create(wanted)),
    );
    expect(await tokens.list(grace.userId)).toHaveLength(15 + made.filter((one) => one !== undefined).length);
    while ((await tokens.list(grace.userId)).length < 20) await created();
    expect(await tokens.create(wanted)).toBeUndefined();
    expect(await tokens.list(grace.userId)).toHaveLength(20);
  });
});
