import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectionOf, type DocumentChange, type ProjectionTarget } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { connectReadModels, type ReadModelsConnection } from './connect-read-models.js';
import { preparedIn } from './contract-target.js';
import { readModelsContract } from './read-models.contract.js';
import { CommandTap } from './testing/command-tap.js';

/** A database server to test against. */
export interface DatabaseUnderTest {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const change = (id: string, position: bigint, doc: object): DocumentChange => ({
  before: undefined,
  after: { id, position, doc },
});

/** What we need of a database server; run on each kind of it. */
export const databaseContract = (name: string, start: () => Promise<DatabaseUnderTest>): void => {
  describe(`database: ${name}`, () => {
    let server: DatabaseUnderTest;
    let database: ReadModelsConnection;
    const databaseName = `contract_${randomUUID().slice(0, 8)}`;
    const opened: ReadModelsConnection[] = [];

    const connect = (...projections: readonly Pick<ProjectionTarget, 'name' | 'version'>[]): ReadModelsConnection => {
      const connection = connectReadModels({ url: server.url, databaseName, projections });
      opened.push(connection);
      return connection;
    };

    beforeAll(async () => {
      server = await start();
      database = connect();
    });
    afterAll(async () => {
      await Promise.all(opened.map((connection) => connection.close()));
      await server.close();
    });

    readModelsContract(name, () => ({
      projectionStore: database.projectionStore,
      reading: (...projections) => connect(...projections).readModels,
      requestRebuild: (projection) => database.requestRebuild(projection),
    }));

    test('it answers', async () => {
      await expect(database.ping()).resolves.toBeUndefined();
    });

    test('it tells its version and its time', async () => {
      const before = Date.now();
      const { version, time } = await database.server();
      expect(version).toMatch(/^\d+\.\d+/);
      expect(Math.abs(time.getTime() - before)).toBeLessThan(60_000);
    });

    test('all leases can be seen', async () => {
      const done = new AbortController();
      const seen = await new Promise((resolve, reject) => {
        const work = async (): Promise<void> => {
          await database.leases().then(resolve, reject);
          done.abort();
        };
        void database.lease('to be seen').whileHeld(work, done.signal);
      });
      expect(seen).toEqual(new Map([['to be seen', expect.objectContaining({ epoch: 1n })]]));
    });

    test('a write that was not answered is a failure, of new documents as of known ones', async () => {
      const tap = await CommandTap.before(server.url);
      const tapped = connectReadModels({ url: tap.url, databaseName });
      const store = tapped.projectionStore;
      try {
        const target = await preparedIn(store);
        const first = change('a', 1n, { step: 1 });
        const second = { before: first.after, after: { id: 'a', position: 2n, doc: { step: 2 } } };
        tap.loseNext('insert', collectionOf(target));
        await expect(store.write(target, [first])).rejects.toThrow(/closed/);
        expect(await store.write(target, [first])).toEqual(new Map());
        tap.loseNext('update', collectionOf(target));
        await expect(store.write(target, [second, change('b', 2n, { step: 1 })])).rejects.toThrow(/closed/);
        expect(await store.load(target, ['a'])).toEqual([first.after]);
      } finally {
        await tapped.close();
        await tap.close();
      }
    });

    test('one of two who want a lease gets it, and gives it up when done', async () => {
      const ending = new AbortController();
      const epochs: bigint[] = [];
      const lease = `lease-${randomUUID()}`;
      const hold = (): Promise<void> =>
        database.lease(lease, 400).whileHeld(({ epoch }) => {
          epochs.push(epoch);
          if (epoch === 2n) ending.abort();
          return Promise.resolve();
        }, ending.signal);
      await Promise.all([hold(), hold()]);
      expect(epochs).toEqual([1n, 2n]);
    });

    test('a lease is shared by those who ask for it so, and is nobody’s who asks for it alone', async () => {
      const ending = new AbortController();
      const name = `lease-${randomUUID()}`;
      const working = ({ signal }: { readonly signal: AbortSignal }): Promise<void> =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      const leases = [connect(), connect()].map((connection) => connection.sharedLease(name, 4, 2_000));
      const sharing = leases.map((lease) => lease.whileHeld(working, ending.signal));
      await until('each has its share', () => leases.every(({ held }) => held === 2));
      const record = (await database.leases()).get(name);
      expect(record?.members?.flatMap(({ shards }) => shards).toSorted()).toEqual([0, 1, 2, 3]);
      const leaving = new AbortController();
      const alone = connect().lease(name, 2_000);
      const waiting = alone.whileHeld(working, leaving.signal);
      ending.abort();
      await Promise.all(sharing);
      await until('nobody shares it any more', () => alone.epoch() !== undefined);
      const { members, epoch } = (await database.leases()).get(name) ?? {};
      expect([members, epoch]).toEqual([undefined, alone.epoch()]);
      leaving.abort();
      await waiting;
    });

    test('a collection that no projection feeds guards what must be unique', async () => {
      const people = database.collection<{ _id: string; subject: string }>(`people-${randomUUID().slice(0, 8)}`);
      await people.createIndex({ subject: 1 }, { unique: true }, {});
      await people.insertOne({ _id: 'u1', subject: 's1' });
      await expect(people.insertOne({ _id: 'u2', subject: 's1' })).rejects.toMatchObject({ code: 11000 });
      await people.deleteOne({ _id: 'u1' });
      expect(await people.findOne({ _id: 'u1' })).toBeNull();
    });

    test('what an earlier program left is read on, without being built anew', async () => {
      const client = new MongoClient(server.url);
      const db = client.db(`earlier_${randomUUID().slice(0, 8)}`);
      const live = { version: 3, generation: 2 };
      const catalogue = db.collection<{ _id: string }>('projections');
      await catalogue.insertOne({
        ...{
          _id: 'things',
          live,
          building: { version: 3, generation: 3 },
          retired: [{ version: 3, generation: 1 }],
          last: 3,
        },
      });
      await db
        .collection<{ _id: string }>('checkpoints')
        .insertMany([
          { ...{ _id: 'main', position: String(70).padStart(20, '0'), log: 'log', epoch: '1' } },
          { ...{ _id: 'things.v3.g3', position: String(5).padStart(20, '0'), log: 'log', epoch: '1' } },
        ]);
      for (const generation of [1, 2, 3])
        await db
          .collection<{ _id: string }>(`things.v3.g${generation}`)
          .insertOne({ ...{ _id: 'a', _position: String(60).padStart(20, '0'), n: generation } });
      const things = { name: 'things', version: 3 };
      const connection = connectReadModels({ url: server.url, databaseName: db.databaseName, projections: [things] });
      opened.push(connection);
      expect(await connection.readModels.documents(things).get('a')).toMatchObject({ n: 2, _position: 60n });
      expect(await connection.readModels.position()).toBe(70n);
      expect(await connection.projectionStore.catalogue()).toMatchObject([
        { ...things, live: 2, building: undefined, retired: [], last: 3, revision: 1 },
      ]);
      expect((await db.collections()).map(({ collectionName }) => collectionName).toSorted()).toEqual([
        'checkpoints',
        'projections',
        'things.v3.g2',
      ]);
      await client.close();
    });
  });
};
