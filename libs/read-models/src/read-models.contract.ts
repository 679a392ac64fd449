import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  collectionOf,
  type DocumentChange,
  MAIN_RUN,
  type ProjectionTarget,
  type StoredDocument,
} from '#libs/event-sourcing';
import { connectReadModels, type ReadModelsConnection } from './connect-read-models.js';

/** A database server to test against. */
export interface DatabaseUnderTest {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const newTarget = (overrides: Partial<ProjectionTarget> = {}): ProjectionTarget => ({
  name: `things-${randomUUID().slice(0, 8)}`,
  version: 1,
  generation: 1,
  indexes: [],
  ...overrides,
});

const document = (id: string, position: bigint, doc: object | undefined): StoredDocument => ({ id, position, doc });

const change = (after: StoredDocument, before?: StoredDocument): DocumentChange => ({ before, after });

/** Of more than 2^53: no number of JavaScript's. */
const FAR = 2n ** 60n;

/** What the projector and queries need of a database server; run on each kind of it. */
export const readModelsContract = (name: string, start: () => Promise<DatabaseUnderTest>): void => {
  describe(`read models: ${name}`, () => {
    let server: DatabaseUnderTest;
    let database: ReadModelsConnection;

    beforeAll(async () => {
      server = await start();
      database = connectReadModels({ url: server.url, databaseName: `contract_${randomUUID().slice(0, 8)}` });
    });
    afterAll(async () => {
      await database.close();
      await server.close();
    });

    const prepared = async (overrides: Partial<ProjectionTarget> = {}): Promise<ProjectionTarget> => {
      const target = newTarget(overrides);
      await database.projectionStore.prepare(target);
      await database.projectionStore.save({
        name: target.name,
        live: { version: target.version, generation: target.generation },
        building: undefined,
        retired: [],
        last: 1,
        rebuildRequested: false,
      });
      return target;
    };

    test('the database answers', async () => {
      await expect(database.ping()).resolves.toBeUndefined();
    });

    test('documents come back as they were written', async () => {
      const target = await prepared();
      const doc = { text: 'ä', list: [1, 2.5, { deep: true }], nothing: null, absent: undefined, big: 2 ** 40 };
      const written = document('a', FAR + 1n, doc);
      expect(
        await database.projectionStore.write(target, [change(written), change(document('b', 7n, { n: 1 }))]),
      ).toEqual(new Map());
      const loaded = await database.projectionStore.load(target, ['a', 'b', 'c']);
      expect(loaded.toSorted((x, y) => (x.id < y.id ? -1 : 1))).toEqual([written, document('b', 7n, { n: 1 })]);
      expect(await database.readModels.documents(target).get('a')).toEqual({ ...doc, _id: 'a', _position: FAR + 1n });
    });

    test.each([
      ['as new', undefined],
      ['as known', document('a', 1n, {})],
    ])('an older document never replaces a newer one: written %s', async (_, before) => {
      const target = await prepared();
      const newer = document('a', FAR + 10n, { n: 'newer' });
      await database.projectionStore.write(target, [change(newer)]);
      for (const position of [9n, FAR + 9n, FAR + 10n])
        expect(
          await database.projectionStore.write(target, [change(document('a', position, { n: 'older' }), before)]),
        ).toEqual(new Map());
      expect(await database.projectionStore.load(target, ['a'])).toEqual([newer]);
    });

    test('a newer document replaces one that was thought to be new', async () => {
      const target = await prepared();
      await database.projectionStore.write(target, [change(document('a', 9n, { n: 1 }))]);
      await database.projectionStore.write(target, [
        change(document('a', 10n, { n: 2 })),
        change(document('b', 10n, { n: 3 })),
      ]);
      expect(await database.readModels.documents<{ n: number }>(target).find({}, { sort: { n: 1 } })).toMatchObject([
        { n: 2 },
        { n: 3 },
      ]);
    });

    test('a removed document leaves a tombstone that queries do not see', async () => {
      const target = await prepared({ indexes: [{ keys: { slug: 1 }, unique: true }] });
      const [one, two] = [document('a', 1n, { slug: 'x' }), document('b', 2n, { slug: 'y' })];
      await database.projectionStore.write(target, [change(one), change(two)]);
      await database.projectionStore.write(target, [
        change(document('a', 3n, undefined), one),
        change(document('b', 4n, undefined), two),
      ]);
      expect(await database.projectionStore.load(target, ['a'])).toEqual([document('a', 3n, undefined)]);
      expect(await database.readModels.documents(target).get('a')).toBeUndefined();
      expect(await database.readModels.documents(target).find({})).toEqual([]);
    });

    test('what a unique index refuses is named; the rest is written', async () => {
      const target = await prepared({ indexes: [{ keys: { slug: 1 }, unique: true }] });
      await database.projectionStore.write(target, [change(document('a', 1n, { slug: 'x' }))]);
      const refused = await database.projectionStore.write(target, [
        change(document('b', 2n, { slug: 'x' })),
        change(document('c', 3n, { slug: 'z' })),
      ]);
      expect([...refused.keys()]).toEqual(['b']);
      expect(await database.projectionStore.load(target, ['b', 'c'])).toMatchObject([{ id: 'c' }]);
    });

    test('broken documents are counted, and keep what they had', async () => {
      const target = await prepared();
      const broken = { ...document('a', 5n, { n: 1 }), broken: { position: 5n, error: 'why' } };
      await database.projectionStore.write(target, [change(broken)]);
      expect(await database.projectionStore.load(target, ['a'])).toEqual([broken]);
      expect(await database.projectionStore.countBroken(target)).toBe(1);
      expect(await database.readModels.documents(target).get('a')).toEqual({ n: 1, _id: 'a', _position: 5n });
    });

    test('queries filter, sort, skip and limit', async () => {
      const target = await prepared();
      const documents = [5, 3, 1, 4, 2].map((n) =>
        change(document(`d${n}`, BigInt(n), { n, kind: n % 2 === 0 ? 'even' : 'odd' })),
      );
      await database.projectionStore.write(target, documents);
      const found = await database.readModels
        .documents<{ n: number }>(target)
        .find({ kind: 'odd', n: { $gt: 1 } }, { sort: { n: -1 } });
      expect(found.map(({ n }) => n)).toEqual([5, 3]);
      const page = await database.readModels
        .documents<{ n: number }>(target)
        .find({ n: { $in: [1, 2, 3, 4] } }, { sort: { n: 1 }, skip: 1, limit: 2 });
      expect(page.map(({ n }) => n)).toEqual([2, 3]);
    });

    test('a checkpoint moves by compare-and-set', async () => {
      const { projectionStore: store } = database;
      const run = randomUUID();
      const [first, second] = [3n, FAR].map((position) => ({ position, log: 'log', epoch: 1n }));
      expect(await store.checkpoint(run)).toBeUndefined();
      expect(await store.advance(run, undefined, first!)).toBe(true);
      expect(await store.advance(run, undefined, second!)).toBe(false);
      expect(await store.advance(run, first, second!)).toBe(true);
      expect(await store.advance(run, first, second!)).toBe(false);
      expect(await store.checkpoint(run)).toEqual(second);
      await store.forget(run);
      expect(await store.checkpoint(run)).toBeUndefined();
    });

    test('a reader waits for the projector, and no longer than it wants', async () => {
      const { projectionStore: store, readModels } = database;
      await store.advance(MAIN_RUN, undefined, { position: 5n, log: 'log', epoch: 1n });
      expect(await readModels.waitFor(5n, 1000)).toBe(true);
      expect(await readModels.waitFor(6n, 30)).toBe(false);
      const waiting = Promise.all([readModels.waitFor(6n, 2000), readModels.waitFor(7n, 2000)]);
      await store.advance(MAIN_RUN, { position: 5n, log: 'log', epoch: 1n }, { position: 7n, log: 'log', epoch: 1n });
      expect(await waiting).toEqual([true, true]);
      expect(await readModels.position()).toBe(7n);
    });

    test('a rebuild can be wished for, once there is something to rebuild', async () => {
      const target = await prepared();
      const entry = async () => (await database.projectionStore.catalogue()).find(({ name }) => name === target.name);
      expect(await database.requestRebuild('no-such-projection')).toBe(false);
      expect(await database.requestRebuild(target.name)).toBe(true);
      expect(await entry()).toMatchObject({ rebuildRequested: true, building: undefined, last: 1 });
      await database.projectionStore.save({ ...(await entry())!, building: { version: 1, generation: 2 }, last: 2 });
      expect(await entry()).toMatchObject({
        rebuildRequested: false,
        building: { version: 1, generation: 2 },
        last: 2,
      });
    });

    test('skipped events are counted until what missed them is dropped', async () => {
      const target = await prepared();
      const by = collectionOf(target);
      await database.projectionStore.skip({ by, position: 3n, reason: 'why' });
      await database.projectionStore.skip({ by, position: 3n, reason: 'why' });
      expect(await database.projectionStore.countSkipped(by)).toBe(1);
      await database.projectionStore.drop(target);
      expect(await database.projectionStore.countSkipped(by)).toBe(0);
    });

    test('one of two who want a lease gets it, and gives it up when done', async () => {
      const ending = new AbortController();
      const epochs: bigint[] = [];
      const lease = `lease-${randomUUID()}`;
      const hold = () =>
        database.lease(lease, 400).whileHeld(({ epoch }) => {
          epochs.push(epoch);
          if (epoch === 2n) ending.abort();
          return Promise.resolve();
        }, ending.signal);
      await Promise.all([hold(), hold()]);
      expect(epochs).toEqual([1n, 2n]);
    });

    test('a collection of one’s own: insert, find, update, delete, unique', async () => {
      const people = database.ownCollection<{ subject: string; name?: string }>(`people-${randomUUID().slice(0, 8)}`);
      await people.ensureIndex({ keys: { subject: 1 }, unique: true });
      expect(await people.insert({ _id: 'u1', subject: 's1' })).toBe(true);
      expect(await people.insert({ _id: 'u2', subject: 's1' })).toBe(false);
      expect(await people.insert({ _id: 'u1', subject: 's2' })).toBe(false);
      expect(await people.update('u1', { name: 'Ann' })).toBe(true);
      expect(await people.find({ subject: 's1' })).toEqual([{ _id: 'u1', subject: 's1', name: 'Ann' }]);
      expect(await people.delete('u1')).toBe(true);
      expect(await people.get('u1')).toBeUndefined();
    });
  });
};
