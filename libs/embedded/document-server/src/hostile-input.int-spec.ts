import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BSONRegExp, type Db, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processorTime } from '../../../../test/support/processor-time.js';
import { type DocumentServer, startDocumentServer } from './index.js';

let server: DocumentServer;
let client: MongoClient;
let db: Db;
let dataDir: string;

interface Thing extends Document {
  _id: number;
}

const TEXT = `${'a'.repeat(5_000)}!`;
const PLAIN = 'plain text\nof two lines';

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'document-server-'));
  server = await startDocumentServer({ dataDir });
  client = new MongoClient(server.connectionString);
  db = client.db('d');
  await db.collection<Thing>('c').insertMany([
    { _id: 1, text: TEXT },
    { _id: 2, text: PLAIN, tags: ['Red', 'blue'] },
  ]);
});

afterAll(async () => {
  await client.close();
  await server.close();
  await rm(dataDir, { recursive: true });
});

const nested = (levels: number, wrap: (inner: unknown) => unknown, core: unknown): unknown => {
  let value = core;
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
};
const documents = (levels: number): Document => nested(levels, (a) => ({ a }), 1) as Document;
const conjunctions = (levels: number): Document => nested(levels, (part) => ({ $and: [part] }), { a: 1 }) as Document;
const ids = async (filter: Document): Promise<unknown[]> =>
  (await db.collection<Thing>('c').find(filter).sort({ _id: 1 }).toArray()).map(({ _id }): unknown => _id);

describe('nesting', () => {
  const filter = conjunctions(3_000);
  test.each<[string, Document]>([
    ['a filter', { find: 'c', filter }],
    ['a count', { count: 'c', query: filter }],
    ['a pipeline', { aggregate: 'c', cursor: {}, pipeline: [{ $match: filter }] }],
    ['an expression', { aggregate: 'c', cursor: {}, pipeline: [{ $project: { x: documents(300) } }] }],
    ['an update', { update: 'c', updates: [{ q: {}, u: { $set: { x: documents(300) } } }] }],
    ['a deletion', { delete: 'c', deletes: [{ q: filter, limit: 1 }] }],
    ['a document', { insert: 'c', documents: [documents(300)] }],
    ['arrays', { insert: 'c', documents: [{ x: nested(300, (inner) => [inner], 1) }] }],
  ])('of %s beyond 200 levels is refused by name', async (_, command) => {
    await expect(db.command(command)).rejects.toMatchObject({
      code: 15,
      codeName: 'Overflow',
      message: 'BSONObj exceeds maximum nested object depth: 200',
    });
  });

  test('of stored documents has at most 100 levels, however they come to be', async () => {
    const c = db.collection<Thing>('deep');
    await c.insertOne({ _id: 1, ...documents(99) });
    await expect(c.insertOne({ _id: 2, ...documents(101) })).rejects.toMatchObject({ code: 15 });
    await expect(c.updateOne({ _id: 1 }, { $rename: { a: 'b.c.d' } })).rejects.toMatchObject({ code: 15 });
    await expect(c.replaceOne({ _id: 1 }, documents(101))).rejects.toMatchObject({ code: 15 });
    expect(await c.find().toArray()).toEqual([{ _id: 1, ...documents(99) }]);
  });

  test('by a path has at most 100 levels', async () => {
    const path = Array.from({ length: 200_000 }, () => 'a').join('.');
    await expect(db.collection<Thing>('deep').updateOne({}, { $set: { [path]: 1 } })).rejects.toMatchObject({
      code: 15,
      message: 'FieldPath is too long',
    });
  });

  test('as deep as it may be answers soon', async () => {
    const deep = async () => expect(await ids(conjunctions(90))).toEqual([]);
    expect(await processorTime(deep)).toBeLessThan(1_000);
  });
});

describe('a pattern', () => {
  test('finds what it finds beside long texts of others', async () => {
    const c = db.collection<Thing>('shared');
    await c.insertMany([
      { _id: 1, text: 'disk error: Timeout' },
      { _id: 2, text: 'x'.repeat(200_000) },
    ]);
    expect(await c.find({ text: /error.*timeout/i }).toArray()).toHaveLength(1);
  });

  const regex = new BSONRegExp('(a+)+$');
  test.each<[string, Document]>([
    ['as a value', { text: regex }],
    ['as $regex', { text: { $regex: '(.*)*x' } }],
    ['within $in', { text: { $in: [regex] } }],
    ['within $not', { text: { $not: { $not: regex } } }],
    ['within $or', { $or: [{ text: { $regex: regex } }] }],
    ['within $all', { text: { $all: [regex] } }],
    ['within $elemMatch', { tags: { $elemMatch: { $regex: '(e+)+$' } } }],
    ['within an expression', { $expr: { $regexMatch: { input: '$text', regex: '(a+)+$' } } }],
  ])('%s that makes backtracking engines try for ever is answered at once', async (_, filter) => {
    const taken = await processorTime(async () => expect(await ids(filter)).not.toContain(1));
    expect(taken).toBeLessThan(1_000);
  });

  test.each<[string, Document, number[]]>([
    ['by its beginning', { text: /^plain/ }, [2]],
    ['by options', { text: { $regex: '^OF', $options: 'im' } }, [2]],
    ['by a dot that is a line break', { text: { $regex: 'text.of', $options: 's' } }, [2]],
    ['beside other operators', { text: { $regex: 'a', $ne: TEXT } }, [2]],
    ['negated', { text: { $not: /plain/ } }, [1]],
    ['one of several', { text: { $in: [/^x/, /lines$/] } }, [2]],
    ['all of an array', { tags: { $all: [/^r/i, 'blue'] } }, [2]],
    ['an element', { tags: { $elemMatch: { $regex: '^b' } } }, [2]],
    ['in $or', { $or: [{ text: { $regex: '^x' } }, { tags: { $regex: '^R' } }] }, [2]],
    ['as a dialect that JavaScript does not know', { text: { $regex: '(?i)^PLAIN' } }, [2]],
  ])('matches %s', async (_, filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
  });

  test.each<[string, Document, string]>([
    ['look-around', { text: { $regex: '^(?!plain)' } }, 'look-around'],
    ['a back-reference', { text: { $in: [new BSONRegExp('(a)\\1')] } }, 'back-reference'],
    ['what is none', { text: { $regex: '(' } }, 'missing closing )'],
    ['a foreign option', { text: { $regex: 'a', $options: 'x' } }, 'the option x'],
    ['what is no text', { text: { $regex: 5 } }, '$regex has to be a string'],
    ['options without a pattern', { text: { $options: 'i' } }, '$options needs a $regex'],
  ])('of %s is refused by name', async (_, filter, reason) => {
    await expect(ids(filter)).rejects.toMatchObject({ code: 2, message: expect.stringContaining(reason) });
  });

  test('is found with its groups by an expression', async () => {
    const first = { $regexFind: { input: '$text', regex: 'TEXT\n(o)', options: 'i' } };
    const [answer] = await db
      .collection<Thing>('c')
      .aggregate([{ $match: { _id: 2 } }, { $project: { first } }])
      .toArray();
    expect(answer).toEqual({ _id: 2, first: { match: 'text\no', idx: 6, captures: ['o'] } });
  });

  test('is kept as it is where it is a value', async () => {
    const kept = new BSONRegExp('(?i)(?<=a)b', 'x');
    await db.collection<Thing>('kept').insertOne({ _id: 1, kept });
    expect(await db.collection<Thing>('kept').find({}, { bsonRegExp: true }).toArray()).toEqual([{ _id: 1, kept }]);
  });

  test('on many long texts is given up', async () => {
    // A pattern with many states costs most on texts without a rhythm, of which none is like another.
    const mixed = () => Buffer.from(randomBytes(4_000).map((byte) => (byte % 2 === 0 ? 97 : 98))).toString();
    const lot = Array.from({ length: 60 }, (_, _id) => ({ _id, text: mixed() }));
    await db.collection<Thing>('long').insertMany(lot);
    const found = db.collection<Thing>('long').find({ text: { $regex: '[ab]*a[ab]{400}\\d' } });
    const givenUp = { code: 50, codeName: 'MaxTimeMSExpired' };
    expect(await processorTime(() => expect(found.toArray()).rejects.toMatchObject(givenUp))).toBeLessThan(2_000);
  });
});

describe('sizes', () => {
  test('a command of more than 16 MiB is refused by name', async () => {
    const filter = { a: 'x'.repeat(17_000_000) };
    await expect(db.command({ find: 'c', filter })).rejects.toMatchObject({ code: 10334 });
  });
});
