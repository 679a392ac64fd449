import type { Collection } from 'mongodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { DocumentUserDirectory } from './document-user-directory.js';
import type { UserDirectoryRow } from './user-directory-row.js';

const { client } = await startedDocuments();

const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const issuer = 'https://id.example.org';
const ada = { issuer, subject: 'ada', handle: 'ada', displayName: 'Ada', email: 'Ada@Example.org' };
const grace = { issuer, subject: 'grace', handle: 'grace', displayName: 'Grace', email: 'grace@example.org' };

describe('the user directory', () => {
  let rows: Collection<UserDirectoryRow>;
  let directory: DocumentUserDirectory;
  let clock: Date;

  beforeEach(async () => {
    rows = client.db('access').collection<UserDirectoryRow>('users');
    await rows.deleteMany({});
    clock = new Date('2026-01-01T12:00:00.500Z');
    directory = new DocumentUserDirectory(rows, () => clock);
    await directory.prepare();
  });

  test('mints a random id at the first sign-in and knows the person again', async () => {
    const first = await directory.signIn(ada);
    expect(first).toEqual({ userId: expect.stringMatching(uuid4), displayName: 'Ada' });
    expect(await directory.signIn(ada)).toEqual(first);
    expect(await directory.find(first.userId)).toEqual(first);
    expect((await directory.signIn(grace)).userId).not.toBe(first.userId);
  });

  test('does not confuse equal subjects of two issuers', async () => {
    const there = await directory.signIn({ ...ada, issuer: 'https://other.example.org' });
    expect((await directory.signIn(ada)).userId).not.toBe(there.userId);
  });

  test('mints one id for many first sign-ins at once, from two processes', async () => {
    const other = new DocumentUserDirectory(rows);
    const people = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? directory : other).signIn(ada)));
    expect(new Set(people.map(({ userId }) => userId)).size).toBe(1);
    expect(await rows.countDocuments()).toBe(1);
  });

  test('follows what the token says, and keeps what it does not mention', async () => {
    const { userId } = await directory.signIn(ada);
    expect(await directory.signIn({ issuer, subject: 'ada', displayName: 'Ada L.' })).toEqual({
      userId,
      displayName: 'Ada L.',
    });
    expect((await directory.lookup('ada@example.org'))?.displayName).toBe('Ada L.');
  });

  test('knows no address any more of whom the token says that theirs is not verified', async () => {
    const { userId } = await directory.signIn(ada);
    expect(await directory.signIn({ ...ada, email: null })).toEqual({ userId, displayName: 'Ada' });
    expect([await directory.emailOf(userId), await directory.lookup('ada@example.org')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(await directory.signIn({ ...ada, displayName: 'Ada L.', email: null })).toEqual({
      userId,
      displayName: 'Ada L.',
    });
    await directory.signIn(ada);
    expect(await directory.emailOf(userId)).toBe('ada@example.org');
  });

  test('calls a person by the handle, or by nothing, where the token has no name', async () => {
    expect((await directory.signIn({ issuer, subject: 'x', handle: 'Xenia' })).displayName).toBe('Xenia');
    expect((await directory.signIn({ issuer, subject: 'y' })).displayName).toBe('Unnamed');
  });

  test('writes only what has changed', async () => {
    await directory.signIn(ada);
    const written: string[] = [];
    const watched = new Proxy(rows, {
      get: (target, property, receiver) => {
        if (/^(insert|update|delete|replace)/.test(String(property))) written.push(String(property));
        const value: unknown = Reflect.get(target, property, receiver);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const watching = new DocumentUserDirectory(watched);
    await watching.signIn(ada);
    expect(written).toEqual([]);
    await watching.signIn({ ...ada, displayName: 'Countess' });
    expect(written).toEqual(['updateOne']);
  });

  test('says what people are called by whose ids one has, but for those it does not know or knows no more', async () => {
    const [first, second] = [await directory.signIn(ada), await directory.signIn(grace)];
    const ids = [first.userId, second.userId, 'nobody'];
    const named = async (): Promise<object> => Object.fromEntries(await directory.displayNames(ids));
    expect(await named()).toEqual({ [first.userId]: 'Ada', [second.userId]: 'Grace' });
    await directory.erase(first.userId);
    expect(await named()).toEqual({ [second.userId]: 'Grace' });
  });

  test('finds by the whole handle or address, in any case, and by nothing less', async () => {
    const person = await directory.signIn(ada);
    await directory.signIn(grace);
    for (const query of ['ada', 'ADA', ' ada ', 'ada@example.org', 'ADA@EXAMPLE.ORG']) {
      expect(await directory.lookup(query)).toEqual(person);
    }
    for (const query of ['', 'ad', 'Ada L', '@example.org', '.*', person.userId, 'nobody']) {
      expect(await directory.lookup(query)).toBeUndefined();
    }
  });

  test('a handle that looks like an address does not pass for one', async () => {
    await directory.signIn({ issuer, subject: 'mallory', handle: 'ada@example.org' });
    expect(await directory.lookup('ada@example.org')).toBeUndefined();
    const person = await directory.signIn(ada);
    expect(await directory.lookup('ada@example.org')).toEqual(person);
  });

  test('a handle or address that passes to somebody else no longer finds its former holder', async () => {
    const former = await directory.signIn(ada);
    const heir = await directory.signIn({ ...grace, handle: 'ada', email: 'ada@example.org' });
    expect(await directory.lookup('ada')).toEqual(heir);
    expect(await directory.lookup('ada@example.org')).toEqual(heir);
    expect(await directory.find(former.userId)).toEqual(former);
  });

  test('erases: neither name, nor address, nor the old id are left', async () => {
    // a name that no random id contains by chance: "ada" is hexadecimal
    const { userId } = await directory.signIn(grace);
    expect(await directory.erase(userId)).toBe(true);
    expect(await directory.find(userId)).toBeUndefined();
    expect(await directory.lookup('grace')).toBeUndefined();
    const left = JSON.stringify(await rows.find().toArray());
    for (const trace of [userId, 'grace', 'Grace', 'example.org']) expect(left).not.toContain(trace);
    expect(await directory.erase(userId)).toBe(false);
    expect(await directory.erase('00000000-0000-4000-8000-000000000000')).toBe(false);
  });

  test('a token from before the erasure does not bring the person back, a newer one begins anew', async () => {
    const { userId } = await directory.signIn(ada);
    await directory.erase(userId);
    const erased = expect.objectContaining({ name: 'InvalidTokenError', reason: 'erased' });
    const at = (time: string) => ({ ...ada, issuedAt: new Date(time) });
    await expect(directory.signIn(ada)).rejects.toEqual(erased);
    await expect(directory.signIn(at('2026-01-01T11:59:00Z'))).rejects.toEqual(erased);
    await expect(directory.signIn(at('2026-01-01T12:00:00Z'))).rejects.toEqual(erased);
    const anew = await directory.signIn(at('2026-01-01T12:00:01Z'));
    expect(anew.userId).not.toBe(userId);
    expect(await directory.lookup('ada')).toEqual(anew);
    expect(await rows.countDocuments()).toBe(1);
  });

  test('forgets even the erasure once no token can be that old', async () => {
    await directory.erase((await directory.signIn(ada)).userId);
    clock = new Date('2026-01-02T13:00:00Z');
    await directory.erase((await directory.signIn(grace)).userId);
    expect(await rows.countDocuments()).toBe(1);
  });

  test('erased by several processes at once, a person is erased once', async () => {
    const { userId } = await directory.signIn(ada);
    const others = Array.from({ length: 5 }, () => new DocumentUserDirectory(rows, () => clock));
    await Promise.all([directory, ...others].map((one) => one.erase(userId)));
    expect(await rows.find().toArray()).toEqual([expect.objectContaining({ erasedAt: clock })]);
    await expect(directory.signIn(ada)).rejects.toMatchObject({ reason: 'erased' });
  });

  test('an erasure wins against sign-ins at the same time', async () => {
    const { userId } = await directory.signIn(ada);
    const old = { ...ada, issuedAt: new Date('2026-01-01T11:00:00Z') };
    const attempts = Array.from({ length: 20 }, () => directory.signIn(old));
    const [erased] = await Promise.all([directory.erase(userId), Promise.allSettled(attempts)]);
    expect(erased).toBe(true);
    await expect(directory.signIn(old)).rejects.toMatchObject({ reason: 'erased' });
    expect(await directory.find(userId)).toBeUndefined();
    expect(await rows.countDocuments()).toBe(1);
  });

  test('says where somebody can be written to, and not of who was erased or is not known', async () => {
    const [{ userId }, { userId: erased }] = [await directory.signIn(ada), await directory.signIn(grace)];
    await directory.erase(erased);
    expect(await directory.emailOf(userId)).toBe('ada@example.org');
    expect([await directory.emailOf(erased), await directory.emailOf('nobody')]).toEqual([undefined, undefined]);
  });
});
