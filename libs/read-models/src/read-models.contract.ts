import { describe, expect, test } from 'vitest';
import type {
  DocumentChange,
  Documents,
  ProjectionStore,
  ProjectionTarget,
  ReadModels,
  StoredDocument,
} from '#libs/event-sourcing';
import { bookkeepingContract } from './bookkeeping.contract.js';
import { preparedIn } from './contract-target.js';

/** Read models to test, of which several programs may be using the same. */
export interface ReadModelsUnderTest {
  readonly projectionStore: ProjectionStore;
  /** As a program sees them that reads these, over a connection of its own. */
  readonly reading: (...projections: readonly Pick<ProjectionTarget, 'name' | 'version'>[]) => ReadModels;
  readonly requestRebuild: (projection: Pick<ProjectionTarget, 'name' | 'version'>) => Promise<boolean>;
}

const document = (id: string, position: bigint, doc: object | undefined): StoredDocument => ({ id, position, doc });

const change = (after: StoredDocument, before?: StoredDocument): DocumentChange => ({ before, after });

/** Of more than 2^53: no number of JavaScript's. */
const FAR = 2n ** 60n;

/** What the projector and queries need, whatever keeps the documents. */
export const readModelsContract = (name: string, database: () => ReadModelsUnderTest): void => {
  describe(`read models: ${name}`, () => {
    const store = (): ProjectionStore => database().projectionStore;
    const prepared = (overrides: Partial<ProjectionTarget> = {}): Promise<ProjectionTarget> =>
      preparedIn(store(), overrides);
    const documents = <Doc extends object = object>(target: ProjectionTarget): Documents<Doc> =>
      database().reading(target).documents<Doc>(target);

    test('documents come back as they were written', async () => {
      const target = await prepared();
      const doc = { text: 'ä', list: [1, 2.5, { deep: true }], nothing: null, absent: undefined, big: 2 ** 40 };
      const written = document('a', FAR + 1n, doc);
      expect(await store().write(target, [change(written), change(document('b', 7n, { n: 1 }))])).toEqual(new Map());
      const loaded = await store().load(target, ['a', 'b', 'c']);
      expect(loaded.toSorted((x, y) => (x.id < y.id ? -1 : 1))).toEqual([written, document('b', 7n, { n: 1 })]);
      expect(await documents(target).get('a')).toEqual({ ...doc, _id: 'a', _position: FAR + 1n });
    });

    test('all documents of a collection are told of, removed and broken ones too', async () => {
      const target = await prepared();
      const kept = Array.from({ length: 250 }, (_, n) => document(`kept-${n}`, BigInt(n + 1), { n }));
      const removed = document('removed', 300n, undefined);
      const broken = { ...document('broken', 301n, { n: 1 }), broken: { position: 301n, error: 'thirteen' } };
      await store().write(
        target,
        [...kept, removed, broken].map((after) => change(after)),
      );
      const told: StoredDocument[] = [];
      for await (const stored of store().scan(target)) told.push(stored);
      expect(told).toHaveLength(252);
      expect(told).toEqual(expect.arrayContaining([...kept, removed, broken]));
    });

    test.each([
      ['as new', undefined],
      ['as known', document('a', 1n, {})],
    ])('an older document never replaces a newer one: written %s', async (_, before) => {
      const target = await prepared();
      const newer = document('a', FAR + 10n, { n: 'newer' });
      await store().write(target, [change(newer)]);
      for (const position of [9n, FAR + 9n, FAR + 10n])
        expect(await store().write(target, [change(document('a', position, { n: 'older' }), before)])).toEqual(
          new Map(),
        );
      expect(await store().load(target, ['a'])).toEqual([newer]);
    });

    test('a newer document replaces one that was thought to be new', async () => {
      const target = await prepared();
      await store().write(target, [change(document('a', 9n, { n: 1 }))]);
      await store().write(target, [change(document('a', 10n, { n: 2 })), change(document('b', 10n, { n: 3 }))]);
      expect(await documents<{ n: number }>(target).find({}, { sort: { n: 1 } })).toMatchObject([{ n: 2 }, { n: 3 }]);
    });

    test('a removed document leaves a tombstone that queries do not see', async () => {
      const target = await prepared({ indexes: [{ keys: { slug: 1 } }] });
      const [one, two] = [document('a', 1n, { slug: 'x' }), document('b', 2n, { slug: 'y' })];
      await store().write(target, [change(one), change(two)]);
      await store().write(target, [
        change(document('a', 3n, undefined), one),
        change(document('b', 4n, undefined), two),
      ]);
      expect(await store().load(target, ['a'])).toEqual([document('a', 3n, undefined)]);
      expect(await documents(target).get('a')).toBeUndefined();
      expect(await documents(target).find({})).toEqual([]);
    });

    test('broken documents keep what they had', async () => {
      const target = await prepared();
      const broken = { ...document('a', 5n, { n: 1 }), broken: { position: 5n, error: 'why' } };
      await store().write(target, [change(broken)]);
      expect(await store().load(target, ['a'])).toEqual([broken]);
      expect(await documents(target).get('a')).toEqual({ n: 1, _id: 'a', _position: 5n });
    });

    test('queries filter, sort and limit', async () => {
      const target = await prepared();
      const changes = [5, 3, 1, 4, 2].map((n) =>
        change(document(`d${n}`, BigInt(n), { n, kind: n % 2 === 0 ? 'even' : 'odd' })),
      );
      await store().write(target, changes);
      const found = await documents<{ n: number }>(target).find({ kind: 'odd', n: { $gt: 1 } }, { sort: { n: -1 } });
      expect(found.map(({ n }) => n)).toEqual([5, 3]);
      const page = await documents<{ n: number }>(target).find({ n: { $in: [2, 3, 4] } }, { sort: { n: 1 }, limit: 2 });
      expect(page.map(({ n }) => n)).toEqual([2, 3]);
    });

    test('queries count by what documents have in fields, and leave out what was removed', async () => {
      const target = await prepared({ indexes: [{ keys: { kind: 1, 'deep.n': 1 } }] });
      const docs = [
        { kind: 'a', deep: { n: 1 } },
        { kind: 'a', deep: { n: 1 } },
        { kind: 'a', deep: {} },
        { kind: 'b' },
        { kind: 'c', list: ['x', 'y'] },
        { kind: 'c', list: ['x', 'y'] },
      ];
      await store().write(
        target,
        docs.map((doc, n) => change(document(`d${n}`, BigInt(n), doc))),
      );
      await store().write(target, [change(document('d1', 9n, undefined), document('d1', 1n, docs[1]))]);
      const counted = await documents(target).countBy({ kind: { $in: ['a', 'b'] } }, ['kind', 'deep.n']);
      expect(counted.toSorted((x, y) => String(x.values).localeCompare(String(y.values)))).toEqual([
        { values: ['a', undefined], count: 1 },
        { values: ['a', 1], count: 1 },
        { values: ['b', undefined], count: 1 },
      ]);
      expect(await documents(target).countBy({ kind: 'c' }, ['list'])).toEqual([{ values: [['x', 'y']], count: 2 }]);
      expect(await documents(target).countBy({ kind: 'd' }, ['list'])).toEqual([]);
    });

    test('a broken document stays so, whatever another worker makes of it later', async () => {
      const target = await prepared();
      const broken = { ...document('a', 5n, { n: 1 }), broken: { position: 5n, error: 'why' } };
      await store().write(target, [change(broken)]);
      for (const before of [undefined, document('a', 4n, { n: 0 })])
        expect(await store().write(target, [change(document('a', 9n, { n: 2 }), before)])).toEqual(new Map());
      expect(await store().load(target, ['a'])).toEqual([broken]);
    });

    bookkeepingContract(database);
  });
};
