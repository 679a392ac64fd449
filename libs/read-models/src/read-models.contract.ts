import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DocumentChange, type ProjectionTarget, type StoredDocument } from '#libs/event-sourcing';
import { bookkeepingContract } from './bookkeeping.contract.js';
import { connectReadModels, type ReadModelsConnection } from './connect-read-models.js';
import { preparedIn } from './contract-target.js';

/** A database server to test against. */
export interface DatabaseUnderTest {
  readonly url: string;
  readonly close: () => Promise<void>;
}

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

    const prepared = (overrides: Partial<ProjectionTarget> = {}): Promise<ProjectionTarget> =>
      preparedIn(database, overrides);

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

    bookkeepingContract(() => database);
  });
};
