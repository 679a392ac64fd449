import {
  type AbstractCursor,
  type Collection,
  type Db,
  MongoClient,
  MongoNetworkError,
  MongoServerError,
  MongoTopologyClosedError,
} from 'mongodb';
import { describe, expect, test } from 'vitest';
import { DatabaseUnavailableError } from '#libs/event-sourcing';
import { bounded } from './bounded.js';

/** No connection is lost. */
const onLost = () => () => undefined;

const never = (): Promise<never> => new Promise(() => undefined);

/** Not connected: nothing is asked of a server here. */
const database = (): Db => new MongoClient('mongodb://127.0.0.1:1').db('x');
const collection = (): Collection => database().collection('things');

describe('an operation of the driver', () => {
  test('that is never answered is rejected', async () => {
    const silent = Object.assign(collection(), { findOne: never });
    await expect(bounded(() => silent, { ms: 5, onLost }).findOne()).rejects.toThrow(DatabaseUnavailableError);
  });

  test('is bounded on a cursor too, after any number of steps', async () => {
    const cursor = Object.assign(collection().find(), { toArray: never });
    const silent = Object.assign(collection(), { find: (): AbstractCursor => cursor });
    await expect(
      bounded(() => silent, { ms: 5, onLost })
        .find({})
        .sort({ a: 1 })
        .limit(1)
        .toArray(),
    ).rejects.toThrow('within 5 ms');
  });

  test('that was asked before the connections were lost is not waited for much longer', async () => {
    const silent = Object.assign(collection(), { findOne: never });
    let lose: () => void = () => undefined;
    const losing = {
      onLost: (listener: () => void) => {
        lose = listener;
        return () => undefined;
      },
    };
    const asked = bounded(() => silent, losing).findOne();
    lose();
    await expect(asked).rejects.toThrow('within 1000 ms');
  });

  test('that is answered is answered, or rejected, as it is', async () => {
    const answers = Object.assign(collection(), {
      countDocuments: () => Promise.resolve(7),
      drop: () => Promise.reject(new Error('no')),
    });
    expect(await bounded(() => answers, { onLost }).countDocuments()).toBe(7);
    await expect(bounded(() => answers, { onLost }).drop()).rejects.toThrow('no');
    expect(bounded(() => answers, { onLost }).collectionName).toBe('things');
  });

  test.each([
    new MongoNetworkError('read ECONNRESET'),
    new MongoTopologyClosedError(),
    new MongoServerError({ code: 91, errmsg: 'shutting down' }),
    Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' }),
  ])('that fails with %s says that the database is away', async (cause) => {
    const broken = Object.assign(collection(), { findOne: () => Promise.reject(cause) });
    const asked = bounded(() => broken, { onLost }).findOne();
    await expect(asked).rejects.toMatchObject({ name: 'DatabaseUnavailableError', cause });
  });

  test('that fails for another reason says so', async () => {
    const duplicate = new MongoServerError({ code: 11_000, errmsg: 'duplicate key' });
    const full = Object.assign(collection(), { insertOne: () => Promise.reject(duplicate) });
    await expect(bounded(() => full, { onLost }).insertOne({})).rejects.toBe(duplicate);
  });

  test('that fails while documents are gone through one by one says that the database is away', async () => {
    const cursor = Object.assign(collection().find(), { next: () => Promise.reject(new MongoNetworkError('closed')) });
    const going = async (): Promise<void> => {
      for await (const document of bounded(() => cursor, { onLost })) expect(document).toBeUndefined();
    };
    await expect(going()).rejects.toThrow(DatabaseUnavailableError);
  });

  test('asks a collection of the database that is the one now', async () => {
    const answering = (answer: number): Db =>
      Object.assign(database(), {
        collection: () => Object.assign(collection(), { countDocuments: () => Promise.resolve(answer) }),
      });
    const before = answering(1);
    const after = answering(2);
    let current = before;
    const things = bounded(() => current, { onLost }).collection('things');
    expect(await things.countDocuments()).toBe(1);
    current = after;
    expect(await things.countDocuments()).toBe(2);
  });
});
