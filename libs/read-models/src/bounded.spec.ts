import { describe, expect, test } from '@jest/globals';
import { type AbstractCursor, type Collection, MongoClient, MongoNetworkTimeoutError } from 'mongodb';
import { bounded } from './bounded.js';

const never = (): Promise<never> => new Promise(() => undefined);

/** Not connected: nothing is asked of a server here. */
const collection = (): Collection => new MongoClient('mongodb://127.0.0.1:1').db('x').collection('things');

describe('an operation of the driver', () => {
  test('that is never answered is rejected', async () => {
    const silent = Object.assign(collection(), { findOne: never });
    await expect(bounded(silent, 5).findOne()).rejects.toThrow(MongoNetworkTimeoutError);
  });

  test('is bounded on a cursor too, after any number of steps', async () => {
    const cursor = Object.assign(collection().find(), { toArray: never });
    const silent = Object.assign(collection(), { find: (): AbstractCursor => cursor });
    await expect(bounded(silent, 5).find({}).sort({ a: 1 }).limit(1).toArray()).rejects.toThrow('within 5 ms');
  });

  test('that is answered is answered, or rejected, as it is', async () => {
    const answers = Object.assign(collection(), {
      countDocuments: () => Promise.resolve(7),
      drop: () => Promise.reject(new Error('no')),
    });
    expect(await bounded(answers).countDocuments()).toBe(7);
    await expect(bounded(answers).drop()).rejects.toThrow('no');
    expect(bounded(answers).collectionName).toBe('things');
  });
});
