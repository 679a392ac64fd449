import { describe, expect, test } from '@jest/globals';
import { type AbstractCursor, type Collection, MongoClient, MongoNetworkTimeoutError } from 'mongodb';
import { bounded } from './bounded.js';

/** No connection is lost. */
const onLost = () => () => undefined;

const never = (): Promise<never> => new Promise(() => undefined);

/** Not connected: nothing is asked of a server here. */
const collection = (): Collection => new MongoClient('mongodb://127.0.0.1:1').db('x').collection('things');

describe('an operation of the driver', () => {
  test('that is never answered is rejected', async () => {
    const silent = Object.assign(collection(), { findOne: never });
    await expect(bounded(silent, { ms: 5, onLost }).findOne()).rejects.toThrow(MongoNetworkTimeoutError);
  });

  test('is bounded on a cursor too, after any number of steps', async () => {
    const cursor = Object.assign(collection().find(), { toArray: never });
    const silent = Object.assign(collection(), { find: (): AbstractCursor => cursor });
    await expect(bounded(silent, { ms: 5, onLost }).find({}).sort({ a: 1 }).limit(1).toArray()).rejects.toThrow(
      'within 5 ms',
    );
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
    const asked = bounded(silent, losing).findOne();
    lose();
    await expect(asked).rejects.toThrow('within 1000 ms');
  });

  test('that is answered is answered, or rejected, as it is', async () => {
    const answers = Object.assign(collection(), {
      countDocuments: () => Promise.resolve(7),
      drop: () => Promise.reject(new Error('no')),
    });
    expect(await bounded(answers, { onLost }).countDocuments()).toBe(7);
    await expect(bounded(answers, { onLost }).drop()).rejects.toThrow('no');
    expect(bounded(answers, { onLost }).collectionName).toBe('things');
  });
});
