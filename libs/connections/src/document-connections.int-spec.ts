import { randomBytes } from 'node:crypto';
import type { Collection } from 'mongodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { startedDocuments } from '../../embedded/document-server/src/started-documents.fixture.js';
import { ConnectionKeys, type NamedKey } from './connection-keys.js';
import { DocumentConnections } from './document-connections.js';
import type { PersonConnections } from './person-connections.js';

const { client } = await startedDocuments();

const named = (keyId: string): NamedKey => ({ keyId, key: randomBytes(32).toString('base64') });
const [old, recent] = [named('old'), named('new')];
const host = 'git.example.org';
const at = new Date('2026-01-01T12:00:00Z');
const given = { host, token: 'canary', state: 'works', checkedAt: at } as const;
const repositories = [{ url: `https://${host}/lab/analysis` }];

describe('connections, kept in documents', () => {
  let documents: Collection<PersonConnections>;
  let connections: DocumentConnections;

  const over = (...keys: [NamedKey, ...NamedKey[]]) =>
    new DocumentConnections(documents, new ConnectionKeys(keys), () => at);
  beforeEach(async () => {
    documents = client.db('x').collection<PersonConnections>('connections');
    await documents.deleteMany({});
    connections = over(old);
  });

  test('are shown without their token, which is nowhere in the documents', async () => {
    const shown = { host, username: 'grace', addedAt: at, checkedAt: at, state: 'works' };
    expect(await connections.put('grace', { ...given, username: 'grace' })).toEqual(shown);
    expect(await connections.list('grace')).toEqual([shown]);
    expect(await connections.find('grace', host)).toEqual(shown);
    expect(await connections.list('linus')).toEqual([]);
    const kept = JSON.stringify(await documents.find().toArray());
    expect(kept).toContain('sealed');
    expect(kept).not.toMatch(/canary|Y2FuYXJ5/);
  });

  test('are given to clones of that person from that very host', async () => {
    await connections.put('grace', given);
    await connections.put('grace', { ...given, host: 'git.example.org:8443', username: 'g', token: 'another' });
    expect(await connections.of('grace', repositories)).toEqual([
      { host, username: 'oauth2', token: 'canary', tokenId: expect.any(String) },
    ]);
    expect(await connections.of('grace', [{ url: 'https://GIT.example.org.:8443/x' }])).toEqual([
      { host: 'git.example.org:8443', username: 'g', token: 'another', tokenId: expect.any(String) },
    ]);
    expect(await connections.of('grace', [{ url: 'https://evil.example/git.example.org' }])).toEqual([]);
    expect(await connections.of('linus', repositories)).toEqual([]);
  });

  test('that were moved to somebody else, or to another host, do not open', async () => {
    await connections.put('grace', given);
    const [{ connections: stored } = { connections: [] }] = await documents.find().toArray();
    await documents.insertOne({ _id: 'linus', revision: 1, connections: stored });
    const moved = stored.map((one) => ({ ...one, host: 'evil.example' }));
    await documents.insertOne({ _id: 'audrey', revision: 1, connections: moved });
    await documents.updateOne({ _id: 'grace' }, { $set: { connections: moved } });
    expect(await connections.of('linus', repositories)).toEqual([]);
    expect(await connections.of('audrey', [{ url: 'https://evil.example/x' }])).toEqual([]);
    expect(await connections.of('grace', [{ url: 'https://evil.example/x' }])).toEqual([]);
  });

  test('take the place of one that is there, and are at most 20, however many are given at once', async () => {
    await connections.put('grace', given);
    await connections.put('grace', { ...given, token: 'newer' });
    expect(await connections.of('grace', repositories)).toMatchObject([{ token: 'newer' }]);
    for (let n = 0; n < 15; n++) await connections.put('grace', { ...given, host: `host-${n}.example` });
    const other = over(old);
    const more = Array.from({ length: 6 }, (_, n) =>
      (n % 2 === 0 ? connections : other).put('grace', { ...given, host: `more-${n}.example` }),
    );
    const refused = (await Promise.allSettled(more)).filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'too-many-connections' } }, {}]);
    expect(await connections.list('grace')).toHaveLength(20);
    await connections.put('grace', { ...given, token: 'in its place' });
  });

  const tokenId = async (): Promise<string> => (await connections.of('grace', repositories))[0]?.tokenId ?? '';
  const later = (minutes: number): Date => new Date(+at + minutes * 60_000);

  test('say what their host thought of the token since, whoever noted it, and under whichever key it is', async () => {
    await connections.put('grace', given);
    const use = { tokenId: await tokenId(), isRefused: true, at: later(1) };
    await over(recent, old).reencrypt();
    connections = over(recent);
    await Promise.all([connections.noteUse('grace', use), over(recent).noteUse('grace', use)]);
    const refused = { host, state: 'refused', refusedSince: later(1), checkedAt: later(1) };
    expect(await connections.list('grace')).toMatchObject([refused]);
    await connections.noteUse('grace', { ...use, isRefused: false, at: later(2) });
    await connections.noteUse('grace', use);
    expect(await connections.list('grace')).toEqual([
      { host, addedAt: at, checkedAt: later(2), state: 'works', username: undefined, refusedSince: undefined },
    ]);
    expect(await connections.of('grace', repositories)).toMatchObject([{ token: 'canary' }]);
  });

  test('say nothing of a token that is in the place of the one that was refused, or of one that is gone', async () => {
    await connections.put('grace', given);
    const use = { tokenId: await tokenId(), isRefused: true, at: later(2) };
    const oneLater = new DocumentConnections(documents, new ConnectionKeys([old]), () => later(1));
    await oneLater.put('grace', { ...given, token: 'newer' });
    await connections.noteUse('grace', use);
    expect(await connections.list('grace')).toMatchObject([{ state: 'works' }]);
    await connections.erase('grace');
    await connections.noteUse('grace', use);
    expect(await documents.countDocuments()).toBe(0);
  });

  test('are removed, and go as a whole with the person', async () => {
    await connections.remove('grace', host);
    expect(await documents.countDocuments()).toBe(0);
    await connections.put('grace', given);
    await connections.put('grace', { ...given, host: 'other.example' });
    await connections.remove('grace', host);
    expect(await connections.list('grace')).toMatchObject([{ host: 'other.example' }]);
    await connections.erase('grace');
    await connections.erase('grace');
    expect(await documents.countDocuments()).toBe(0);
  });

  test('come under a new key, and need the old one no more', async () => {
    await connections.put('grace', given);
    await connections.put('linus', { ...given, token: 'of linus' });
    const both = over(recent, old);
    expect(await both.of('grace', repositories)).toMatchObject([{ token: 'canary' }]);
    expect(await both.reencrypt()).toEqual({ changed: 2, unreadable: 0 });
    expect(await both.reencrypt()).toEqual({ changed: 0, unreadable: 0 });
    const without = over(recent);
    expect(await without.of('grace', repositories)).toMatchObject([{ token: 'canary' }]);
    expect(await without.of('linus', repositories)).toMatchObject([{ token: 'of linus' }]);
  });

  test.each([
    ['under another name', recent],
    // as a key that is made anew where its file is gone: it always has the same name
    ['under its name', named(old.keyId)],
  ])('whose key is gone say so, and open nothing, where there is another key %s', async (_, other) => {
    await connections.put('grace', given);
    const without = over(other);
    expect(await without.list('grace')).toMatchObject([
      { state: 'refused', advice: expect.stringContaining('Give the token once more') },
    ]);
    expect(await without.of('grace', repositories)).toEqual([]);
    expect(await without.reencrypt()).toEqual({ changed: 0, unreadable: 1 });
  });

  test('are unavailable where there is no key, which keeps nobody from forgetting theirs', async () => {
    await connections.put('grace', given);
    const keyless = new DocumentConnections(documents, undefined);
    const unavailable = { code: 'connections-unavailable' };
    await expect(keyless.list('grace')).rejects.toMatchObject(unavailable);
    await expect(keyless.put('grace', given)).rejects.toMatchObject(unavailable);
    expect(await keyless.of('grace', repositories)).toEqual([]);
    await keyless.remove('grace', host);
    expect(await connections.list('grace')).toEqual([]);
  });
});
