import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Binary,
  type Collection,
  type Db,
  Decimal128,
  type Document,
  Double,
  Long,
  MongoBulkWriteError,
  MongoClient,
  ObjectId,
  ReadConcern,
  Timestamp,
  UUID,
} from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DocumentServer, startDocumentServer } from './index.js';

/** Set MONGODB_URL to hold the same expectations against another server; what only this server promises is skipped then. */
const FOREIGN = process.env.MONGODB_URL;
const onlyHere = FOREIGN === undefined ? test : test.skip;

let server: DocumentServer | undefined;
let client: MongoClient;
let db: Db;
let dataDir: string;
let made = 0;
const databaseName = `int_${process.pid}_${Date.now()}`;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'document-server-'));
  server = FOREIGN === undefined ? await startDocumentServer({ dataDir }) : undefined;
  client = new MongoClient(FOREIGN ?? server?.connectionString ?? '');
  db = client.db(databaseName);
});

afterAll(async () => {
  await db.dropDatabase();
  await client.close();
  await server?.close();
  await rm(dataDir, { recursive: true });
});

interface Thing extends Document {
  _id: string | number | ObjectId | Binary;
}

/** A collection of its own for each test. */
const collectionOf = async (...docs: Thing[]): Promise<Collection<Thing>> => {
  const collection = db.collection<Thing>(`c${made++}`);
  if (docs.length > 0) await collection.insertMany(docs);
  return collection;
};

const idsOf = async (found: { toArray(): Promise<Document[]> }): Promise<unknown[]> =>
  (await found.toArray()).map((doc): unknown => doc._id);

describe('guarded upserts', () => {
  const guarded = (id: string, position: number) => ({
    replaceOne: { filter: { _id: id, p: { $lt: position } }, replacement: { p: position }, upsert: true },
  });

  test('one by one: insert what is absent, replace what is older, refuse what is newer as a duplicate of _id', async () => {
    const c = await collectionOf({ _id: 'old', p: 1 }, { _id: 'newer', p: 9 });
    const write = (_id: string) => c.replaceOne({ _id, p: { $lt: 5 } }, { p: 5 }, { upsert: true });
    await expect(write('old')).resolves.toMatchObject({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0 });
    await expect(write('absent')).resolves.toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 'absent' });
    await expect(write('newer')).rejects.toMatchObject({ code: 11000 });
  });

  // FerretDB 1.24 ends an unordered update command at its first error.
  onlyHere('in an unordered bulk every statement is tried, and each refusal has its index', async () => {
    const c = await collectionOf({ _id: 'old', p: 1 }, { _id: 'newer', p: 9 });
    const error: unknown = await c
      .bulkWrite([guarded('newer', 5), guarded('old', 5), guarded('absent', 5), guarded('newer', 6)], {
        ordered: false,
      })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MongoBulkWriteError);
    const { writeErrors, result } = error as MongoBulkWriteError;
    expect([writeErrors].flat().map(({ index, code }) => [index, code])).toEqual([
      [0, 11000],
      [3, 11000],
    ]);
    expect([result.matchedCount, result.modifiedCount]).toEqual([1, 1]);
    expect(await c.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'absent', p: 5 },
      { _id: 'newer', p: 9 },
      { _id: 'old', p: 5 },
    ]);
  });

  onlyHere('the error says which key is duplicate, in the words of MongoDB', async () => {
    const c = await collectionOf({ _id: 'x', p: 9 });
    await expect(c.replaceOne({ _id: 'x', p: { $lt: 1 } }, { p: 1 }, { upsert: true })).rejects.toMatchObject({
      code: 11000,
      message: `E11000 duplicate key error collection: ${c.namespace} index: _id_ dup key: { _id: "x" }`,
      keyPattern: { _id: 1 },
      keyValue: { _id: 'x' },
    });
    const id = new ObjectId('507f1f77bcf86cd799439011');
    await c.insertOne({ _id: id });
    await expect(c.insertOne({ _id: id })).rejects.toThrow("dup key: { _id: ObjectId('507f1f77bcf86cd799439011') }");
  });

  onlyHere('a bulk of thousands tells inserted from refused', async () => {
    const c = await collectionOf();
    const ops = Array.from({ length: 3000 }, (_, i) => guarded(`k${i % 2000}`, 5));
    const error: unknown = await c.bulkWrite(ops, { ordered: false }).catch((caught: unknown) => caught);
    expect((error as MongoBulkWriteError).upsertedCount).toBe(2000);
    expect([(error as MongoBulkWriteError).writeErrors].flat()).toHaveLength(1000);
  });

  test('an ordered bulk stops at the first error', async () => {
    const c = await collectionOf({ _id: 'a', p: 9 });
    await expect(c.bulkWrite([guarded('a', 1), guarded('b', 1)])).rejects.toMatchObject({ code: 11000 });
    expect(await c.countDocuments()).toBe(1);
  });
});

describe('types', () => {
  onlyHere('come back exactly', async () => {
    const doc = {
      _id: new UUID().toBinary(),
      long: Long.MAX_VALUE,
      small: Long.fromNumber(5),
      double: new Double(1),
      zero: new Double(-0),
      date: new Date(-1),
      oid: new ObjectId(),
      dec: Decimal128.fromString('1.10'),
      bin: new Binary(Buffer.from([1, 2]), 0),
      ts: new Timestamp({ t: 1, i: 2 }),
      nothing: null,
      nested: [{ a: [Long.fromNumber(1)] }],
    };
    const c = await collectionOf(doc);
    await c.updateOne({ _id: doc._id }, { $set: { touched: true } });
    const found = await c.findOne({ _id: doc._id }, { promoteValues: false, promoteLongs: false });
    expect(found).toEqual({ ...doc, touched: true });
    expect(Object.is((found?.zero as Double).value, -0)).toBe(true);
    const projected = await c.findOne({}, { projection: { small: 1 }, promoteLongs: false });
    expect(projected?.small).toBeInstanceOf(Long);
  });

  test('answers say ok as a double', async () => {
    const { collectionName } = await collectionOf({ _id: 1 });
    for (const command of [{ ping: 1 }, { find: collectionName }]) {
      expect((await db.command(command, { promoteValues: false })).ok).toBeInstanceOf(Double);
    }
  });

  test('int64 are compared exactly', async () => {
    const [a, b] = [Long.fromString('9007199254740992'), Long.fromString('9007199254740993')];
    const c = await collectionOf({ _id: 1, p: a }, { _id: 2, p: b }, { _id: 3, p: Long.MAX_VALUE });
    expect(await idsOf(c.find({ p: { $gt: a } }).sort({ p: 1 }))).toEqual([2, 3]);
    expect(await idsOf(c.find({ p: b }))).toEqual([2]);
  });

  test('null is not missing', async () => {
    const c = await collectionOf({ _id: 1, v: null }, { _id: 2 });
    expect(await idsOf(c.find({ v: null }).sort({ _id: 1 }))).toEqual([1, 2]);
    expect(await idsOf(c.find({ v: { $exists: true } }))).toEqual([1]);
  });
});

describe('reading', () => {
  const mixed = [3, 'x', null, [7, 1], true, { a: 1 }, [], new Date(1)].map((v, at) => ({ _id: at + 1, v }));

  test.each<[string, Document, number[]]>([
    ['numbers only', { v: { $gt: 2 } }, [1, 4]],
    ['strings only', { v: { $lt: 'y' } }, [2]],
    ['whole arrays', { v: [7, 1] }, [4]],
    ['the empty array', { v: [] }, [7]],
    ['one of', { v: { $in: ['x', 7, null] } }, [2, 3, 4]],
    ['none of', { v: { $nin: [3, 'x', null] } }, [4, 5, 6, 7, 8]],
    ['nested fields', { 'v.a': 1 }, [6]],
    ['array positions', { 'v.0': 7 }, [4]],
    ['patterns', { v: /X/i }, [2]],
    ['types', { v: { $type: 'string' } }, [2]],
    ['elements', { v: { $elemMatch: { $gt: 5 } } }, [4]],
    ['alternatives', { $or: [{ v: 'x' }, { _id: 1 }] }, [1, 2]],
    ['negations', { v: { $not: { $gt: 2 } } }, [2, 3, 5, 6, 7, 8]],
    ['remainders', { v: { $mod: [3, 0] } }, [1]],
  ])('find: %s', async (_, filter, expected) => {
    const c = await collectionOf(...mixed);
    expect(await idsOf(c.find(filter).sort({ _id: 1 }))).toEqual(expected);
    expect(await c.countDocuments(filter)).toBe(expected.length);
  });

  test('sorting follows the order of types, arrays by their extremes', async () => {
    const c = await collectionOf(...mixed);
    expect(await idsOf(c.find().sort({ v: 1, _id: 1 }))).toEqual([7, 3, 4, 1, 2, 6, 5, 8]);
    expect(await idsOf(c.find().sort({ v: -1, _id: 1 }))).toEqual([8, 5, 6, 2, 4, 1, 3, 7]);
  });

  test('cursors hand out batches until all is read', async () => {
    const c = await collectionOf(...Array.from({ length: 350 }, (_, _id) => ({ _id })));
    const found = await idsOf(
      c
        .find({ _id: { $gte: 10 } }, { batchSize: 50 })
        .sort({ _id: -1 })
        .skip(5)
        .limit(300),
    );
    expect([found.length, found[0], found.at(-1)]).toEqual([300, 344, 45]);
    const opened = await db.command({ find: c.collectionName, batchSize: 2 }, { promoteLongs: false });
    const id: unknown = opened.cursor.id;
    await expect(db.command({ killCursors: c.collectionName, cursors: [id] })).resolves.toMatchObject({
      ok: 1,
    });
    await expect(db.command({ getMore: id, collection: c.collectionName })).rejects.toMatchObject({
      code: 43,
    });
  });

  test('projections include or exclude', async () => {
    const c = await collectionOf({ _id: 1, a: { b: 1, c: 2 }, l: [{ k: 1, z: 1 }], x: 1 });
    expect(await c.findOne({}, { projection: { 'a.b': 1, 'l.k': 1, _id: 0 } })).toEqual({ a: { b: 1 }, l: [{ k: 1 }] });
    expect(await c.findOne({}, { projection: { a: 0, 'l.z': 0 } })).toEqual({ _id: 1, l: [{ k: 1 }], x: 1 });
  });

  test('aggregation, distinct and counts', async () => {
    const c = await collectionOf(...[1, 2, 3, 4].map((_id) => ({ _id, g: _id % 2, tags: ['t', `t${_id}`] })));
    const groups = [{ $match: { _id: { $gt: 1 } } }, { $group: { _id: '$g', n: { $sum: 1 } } }, { $sort: { _id: 1 } }];
    expect(await c.aggregate(groups).toArray()).toEqual([
      { _id: 0, n: 2 },
      { _id: 1, n: 1 },
    ]);
    const unwound = [
      { $unwind: '$tags' },
      { $match: { tags: { $ne: 't' } } },
      { $sort: { tags: -1 } },
      { $skip: 1 },
      { $limit: 1 },
    ];
    expect(await c.aggregate([...unwound, { $project: { tags: 1, _id: 0 } }]).toArray()).toEqual([{ tags: 't3' }]);
    expect(await c.aggregate([{ $count: 'n' }]).toArray()).toEqual([{ n: 4 }]);
    expect((await c.distinct('tags')).length).toBe(5);
    expect(await c.estimatedDocumentCount()).toBe(4);
  });
});

describe('writing', () => {
  test('update operators, many and upsert', async () => {
    const c = await collectionOf({ _id: 1, n: 1 }, { _id: 2, n: 2 });
    await expect(c.updateMany({}, { $inc: { n: 10 }, $set: { 'a.b': 1 } })).resolves.toMatchObject({
      matchedCount: 2,
      modifiedCount: 2,
    });
    await expect(c.updateOne({ _id: 1 }, { $set: { n: 11 } })).resolves.toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    });
    await expect(c.updateOne({ _id: 3, k: 1 }, { $setOnInsert: { n: 5 } }, { upsert: true })).resolves.toMatchObject({
      upsertedId: 3,
    });
    expect(await c.findOne({ _id: 3 })).toEqual({ _id: 3, k: 1, n: 5 });
    await expect(c.deleteOne({ n: { $gt: 10 } })).resolves.toMatchObject({ deletedCount: 1 });
    await expect(c.deleteMany({})).resolves.toMatchObject({ deletedCount: 2 });
  });

  test('an update of a collection that does not exist makes none, an upsert does', async () => {
    const c = await collectionOf();
    await c.updateOne({ _id: 1 }, { $set: { a: 1 } });
    const names = async (): Promise<string[]> =>
      (await db.listCollections({ name: c.collectionName }).toArray()).map(({ name }) => name);
    if (FOREIGN === undefined) expect(await names()).toEqual([]);
    await c.updateOne({ _id: 1 }, { $set: { a: 1 } }, { upsert: true });
    expect(await names()).toEqual([c.collectionName]);
  });

  onlyHere('findAndModify answers the document before or after, sorted and projected', async () => {
    const c = await collectionOf({ _id: 1, n: 1 }, { _id: 2, n: 2 });
    expect(
      await c.findOneAndUpdate(
        {},
        { $inc: { n: 5 } },
        { sort: { n: -1 }, returnDocument: 'after', projection: { n: 1, _id: 0 } },
      ),
    ).toEqual({ n: 7 });
    expect(await c.findOneAndReplace({ _id: 1 }, { n: 0 })).toEqual({ _id: 1, n: 1 });
    expect(await c.findOneAndUpdate({ _id: 3 }, { $set: { n: 3 } }, { upsert: true, returnDocument: 'after' })).toEqual(
      { _id: 3, n: 3 },
    );
    expect(await c.findOneAndDelete({ _id: 2 })).toEqual({ _id: 2, n: 7 });
    expect(await c.findOneAndUpdate({ _id: 99 }, { $set: { n: 1 } })).toBeNull();
  });

  // FerretDB 1.24 loses increments here.
  onlyHere('an update of a document is atomic, however many come at once', async () => {
    const c = await collectionOf({ _id: 1, n: 0 });
    await Promise.all(Array.from({ length: 50 }, () => c.updateOne({ _id: 1 }, { $inc: { n: 1 } })));
    expect(await c.findOne()).toEqual({ _id: 1, n: 50 });
  });

  test('a majority of one acknowledges, and is read from', async () => {
    const c = await collectionOf();
    await c.insertOne({ _id: 1 }, { writeConcern: { w: 'majority', j: true } });
    for (const level of ['majority', 'linearizable'] as const)
      expect(await c.find({}, { readConcern: new ReadConcern(level) }).toArray()).toEqual([{ _id: 1 }]);
  });

  // FerretDB 1.24 answers unacknowledged writes, which confuses the driver.
  onlyHere('journalled and unacknowledged writes', async () => {
    const c = await collectionOf();
    await c.insertOne({ _id: 1 }, { writeConcern: { j: true } });
    await c.insertOne({ _id: 2 }, { writeConcern: { w: 0 } });
    for (let found = 0; found < 2; ) found = await c.countDocuments();
  });
});

describe('collections and indexes', () => {
  test('unique indexes, listing and dropping', async () => {
    const c = await collectionOf({ _id: 1, u: 'a' });
    expect(await c.createIndex({ u: 1 }, { unique: true }, {})).toBe('u_1');
    expect(await c.createIndex({ u: 1 }, { unique: true }, {})).toBe('u_1');
    expect(await c.createIndex({ a: 1, b: -1 }, {}, {})).toBe('a_1_b_-1');
    await expect(c.insertOne({ _id: 2, u: 'a' })).rejects.toMatchObject({ code: 11000 });
    expect((await c.indexes()).map(({ name }) => name).sort()).toEqual(['_id_', 'a_1_b_-1', 'u_1']);
    await expect(c.createIndex({ z: 1 }, { name: 'u_1' }, {})).rejects.toMatchObject({ code: 86 });
    await c.dropIndex('u_1');
    await c.insertOne({ _id: 2, u: 'a' });
    await expect(c.dropIndex('u_1')).rejects.toMatchObject({ code: 27 });
  });

  onlyHere('a unique index cannot be made over duplicates; partial ones only see their part', async () => {
    const c = await collectionOf({ _id: 1, u: 1 }, { _id: 2, u: 1 });
    await expect(c.createIndex({ u: 1 }, { unique: true }, {})).rejects.toMatchObject({
      code: 11000,
      keyValue: { u: 1 },
    });
    await c.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { live: true } }, {});
    await c.insertMany([
      { _id: 3, k: 1 },
      { _id: 4, k: 1, live: true },
    ]);
    await expect(c.insertOne({ _id: 5, k: 1, live: true })).rejects.toMatchObject({ code: 11000, keyValue: { k: 1 } });
  });

  onlyHere('lists come in batches where they are asked for', async () => {
    const other = client.db(`${databaseName}_lists`);
    for (const name of ['a', 'b', 'c']) await other.createCollection(name);
    const answer = await other.command({ listCollections: 1, cursor: { batchSize: 2 } });
    expect((answer.cursor as Document).firstBatch).toHaveLength(2);
    expect(await other.listCollections({}, { batchSize: 2 }).toArray()).toHaveLength(3);
    await other.dropDatabase();
  });

  onlyHere.each(['a\0b', 'a b', 'a/b'])('a database cannot be called %j', async (name) => {
    await expect(client.db(name).command({ ping: 1 })).rejects.toThrow('Invalid database name');
  });

  test('create, rename, drop', async () => {
    const name = `made${made++}`;
    await db.createCollection(name);
    await expect(db.command({ create: name })).rejects.toMatchObject({ code: 48 });
    await db.collection(name).insertOne({ a: 1 });
    await db.renameCollection(name, `${name}b`);
    expect(await db.collection(`${name}b`).countDocuments()).toBe(1);
    await expect(db.renameCollection(name, 'other')).rejects.toMatchObject({ code: 26 });
    expect(await db.dropCollection(`${name}b`)).toBe(true);
    expect((await db.admin().listDatabases()).databases.map((one) => one.name)).toContain(databaseName);
  });
});
