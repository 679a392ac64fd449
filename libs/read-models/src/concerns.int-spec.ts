import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadModelsConnection } from './connect-read-models.js';
import { preparedIn } from './contract-target.js';
import { TappedDatabase } from './testing/tapped-database.js';

const durable = { w: 'majority', j: true };
const replayable = { w: 'majority' };
const majority = { level: 'majority' };

describe('what the database is asked to promise', () => {
  let tapped: TappedDatabase;
  let database: ReadModelsConnection;

  beforeAll(async () => {
    tapped = await TappedDatabase.start('concerns');
    database = tapped.connection;
  });
  afterAll(() => tapped.close());

  /** What was asked of the database with each such command, every kind of it once. */
  const asked = (concern: 'writeConcern' | 'readConcern', collection: string): unknown[] => {
    const names = concern === 'readConcern' ? ['find'] : ['insert', 'update', 'delete'];
    const concerns = names
      .flatMap((name) => tapped.tap.of(name, collection))
      .map((command) => command[concern] as unknown);
    return concerns.filter((each, index) => concerns.findIndex((other) => isDeepStrictEqual(each, other)) === index);
  };

  test('users and redeemed tickets are on the disks of a majority, and read from there', async () => {
    const users = database.collection<{ _id: string; name: string }>('users');
    await users.insertOne({ _id: 'u', name: 'a' });
    await users.updateOne({ _id: 'u' }, { $set: { name: 'b' } });
    await users.findOne({ _id: 'u' });
    await users.deleteOne({ _id: 'u' });
    expect(asked('writeConcern', 'users')).toEqual([durable]);
    expect(asked('readConcern', 'users')).toEqual([majority]);
  });

  test('so are leases', async () => {
    const ending = new AbortController();
    await database.lease('one').whileHeld(() => Promise.resolve(ending.abort()), ending.signal);
    expect(asked('writeConcern', 'leases')).toEqual([durable]);
    expect(asked('readConcern', 'leases')).toEqual([majority]);
  });

  test('and the catalogue of projections', async () => {
    const { name, version } = await preparedIn(database.projectionStore);
    await database.requestRebuild({ name, version });
    await database.projectionStore.catalogue();
    expect(asked('writeConcern', 'projections')).toEqual([durable]);
    expect(asked('readConcern', 'projections')).toEqual([majority]);
  });

  test('a majority has checkpoints, and has the documents they speak of on disk before', async () => {
    const target = await preparedIn(database.projectionStore);
    await database.projectionStore.write(target, [{ before: undefined, after: { id: 'a', position: 1n, doc: {} } }]);
    await database.projectionStore.begin('c', { position: 0n, log: 'log' });
    await database.projectionStore.advance(['c'], { log: 'log', from: 0n, to: 1n });
    await database.projectionStore.checkpoints(['c']);
    expect(asked('writeConcern', 'checkpoints')).toEqual([replayable]);
    expect(asked('readConcern', 'checkpoints')).toEqual([majority]);
    expect(asked('writeConcern', `${target.name}.v1.g1`)).toEqual([durable]);
  });
});
