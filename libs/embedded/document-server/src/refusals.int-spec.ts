import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closed } from '../../../../test/support/closed.js';
import { type DocumentServer, type LogEvent, startDocumentServer } from './index.js';

let server: DocumentServer;
let client: MongoClient;
let db: Db;
let dataDir: string;
const logged: LogEvent[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'document-server-'));
  server = await startDocumentServer({ dataDir, log: (event) => logged.push(event) });
  client = new MongoClient(server.connectionString);
  db = client.db('d');
  await db.collection('c').insertOne({ a: 1 });
});

afterAll(async () => {
  await client.close();
  await server.close();
  await rm(dataDir, { recursive: true });
});

const aggregate = (...pipeline: Document[]): Document => ({ aggregate: 'c', pipeline, cursor: {} });
const index = (spec: Document): Document => ({ createIndexes: 'c', indexes: [{ name: 'i', ...spec }] });
const update = (fields: Document): Document => ({
  update: 'c',
  updates: [{ q: {}, u: { $set: { x: 1 } }, ...fields }],
});

describe('refused by name', () => {
  test.each<[string, Document, number]>([
    ['change streams', aggregate({ $changeStream: {} }), 20],
    ['$out', aggregate({ $out: 'x' }), 20],
    ['$where', { find: 'c', filter: { $where: 'true' } }, 2],
    ['$text', { find: 'c', filter: { $text: { $search: 'x' } } }, 2],
    ['$near', { find: 'c', filter: { a: { $near: [1, 2] } } }, 2],
    ['collations', { find: 'c', collation: { locale: 'de' } }, 2],
    ['tailable cursors', { find: 'c', tailable: true }, 2],
    ['text indexes', index({ key: { a: 'text' } }), 67],
    ['geo indexes', index({ key: { a: '2dsphere' } }), 67],
    ['TTL indexes', index({ key: { a: 1 }, expireAfterSeconds: 1 }), 67],
    ['capped collections', { create: 'x', capped: true, size: 1 }, 72],
    ['explain', { explain: { find: 'c' } }, 115],
    ['authentication', { saslStart: 1, mechanism: 'PLAIN', payload: '' }, 18],
    ['snapshot reads', { find: 'c', readConcern: { level: 'snapshot' } }, 72],
    ['two acknowledgements', { insert: 'c', documents: [{}], writeConcern: { w: 2 } }, 2],
    ['tagged acknowledgements', { insert: 'c', documents: [{}], writeConcern: { w: 'dc' } }, 2],
    ['aggregation over a database', { aggregate: 1, pipeline: [], cursor: {} }, 73],
  ])('%s', async (_, command, code) => {
    await expect(db.command(command)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/not supported by the embedded document store; ./),
    });
  });

  test.each<[string, Document, number]>([
    ['arrayFilters', update({ u: { $set: { 'l.$[x]': 1 } }, arrayFilters: [{ x: 1 }] }), 2],
    ['update pipelines', update({ u: [{ $set: { x: 1 } }] }), 9],
    ['positional updates', update({ u: { $set: { 'l.$': 1 } } }), 2],
  ])('%s', async (_, command, code) => {
    const answer = await db.command(command);
    expect(answer.writeErrors).toMatchObject([
      { index: 0, code, errmsg: expect.stringContaining('embedded document store') },
    ]);
  });

  test('transactions', async () => {
    const session = client.startSession();
    session.startTransaction();
    await expect(db.collection('c').insertOne({}, { session })).rejects.toMatchObject({
      code: 263,
      message:
        'Transactions are not supported by the embedded document store; guard single documents by a version or position instead',
    });
    await session.endSession();
    expect(await db.collection('c').countDocuments()).toBe(1);
  });

  test.each<[string, Document, number]>([
    ['an unknown command', { frobnicate: 1 }, 59],
    ['an unknown operator', { find: 'c', filter: { a: { $foo: 1 } } }, 2],
    ['an unknown stage', aggregate({ $foo: 1 }), 40324],
    ['a bad collection name', { insert: 'a$b', documents: [{}] }, 73],
    ['an array as _id', { findAndModify: 'c', query: { _id: 9 }, update: { $set: { _id: [1] } }, upsert: true }, 66],
    ['a cursor that is not there', { getMore: 5, collection: 'c' }, 43],
    ['indexes of a missing collection', { listIndexes: 'nope' }, 26],
    ['a negative limit', { find: 'c', limit: -1 }, 2],
  ])('%s', async (_, command, code) => {
    await expect(db.command(command)).rejects.toMatchObject({ ok: 0, code });
  });
});

describe('a hostile peer', () => {
  const bytes = (...parts: (number | string)[]): Buffer =>
    Buffer.concat(
      parts.map((part) => {
        if (typeof part === 'string') return Buffer.from(part, 'latin1');
        const out = Buffer.alloc(4);
        out.writeInt32LE(part);
        return out;
      }),
    );

  test.each([
    ['HTTP', bytes('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['a huge length', bytes(1_000_000_000, 1, 0, 2013)],
    ['an unknown opcode', bytes(16, 1, 0, 99)],
    ['a broken body', bytes(26, 1, 0, 2013, 0, '\0', 5, '\u0002')],
    ['a body of rubbish', bytes(31, 1, 0, 2013, 0, '\0', 10, '\u0099abc\0\0')],
  ])('%s closes its connection with a log line, and others go on', async (_, payload) => {
    const before = logged.length;
    const socket = connect(server.port, '127.0.0.1');
    socket.resume().write(payload);
    await closed(socket);
    expect(logged.slice(before)).toMatchObject([{ level: 'warn', msg: 'document-message-malformed' }]);
    expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
});
