import { describe, expect, test } from 'vitest';
import { type CatalogueEntry, collectionOf, newEntry, type ProjectionTarget } from '#libs/event-sourcing';
import { preparedIn } from './contract-target.js';
import type { ReadModelsUnderTest } from './read-models.contract.js';

/** What is kept beside the documents. */
export const bookkeepingContract = (database: () => ReadModelsUnderTest): void => {
  const store = () => database().projectionStore;
  const prepared = () => preparedIn(store());
  const stored = async ({ name, version }: Pick<ProjectionTarget, 'name' | 'version'>): Promise<CatalogueEntry> => {
    const entries = await store().catalogue();
    const found = entries.find((entry) => entry.name === name && entry.version === version);
    if (found === undefined) throw new Error(`${name} is not in the catalogue`);
    return found;
  };
  const advance = (targets: readonly ProjectionTarget[], from: bigint, to: bigint, log = 'log') =>
    store().advance(targets.map(collectionOf), { log, from, to });
  const positions = async (targets: readonly ProjectionTarget[]): Promise<(bigint | undefined)[]> => {
    const found = await store().checkpoints(targets.map(collectionOf));
    return targets.map((target) => found.get(collectionOf(target))?.position);
  };

  describe('checkpoints', () => {
    test('move together, and never back', async () => {
      const [one, other] = [await prepared(), await prepared()];
      const far = 2n ** 60n;
      expect(await advance([one, other], 0n, 7n)).toBe(2);
      expect(await advance([one], 7n, far)).toBe(1);
      expect(await advance([one, other], 7n, 9n)).toBe(1);
      expect(await positions([one, other])).toEqual([far, 9n]);
      await store().begin(collectionOf(one), { position: 0n, log: 'log' });
      expect(await positions([one])).toEqual([far]);
    });

    test('stay where they are when they are of another log, not as far as was thought, or gone', async () => {
      const target = await prepared();
      expect(await advance([target], 0n, 5n, 'another log')).toBe(0);
      expect(await advance([target], 3n, 5n)).toBe(0);
      expect(await positions([target])).toEqual([0n]);
      await store().drop(target);
      expect(await advance([target], 0n, 5n)).toBe(0);
      expect(await positions([target])).toEqual([undefined]);
    });
  });

  describe('the catalogue', () => {
    test('has an entry for each version, changed by who knows what is stored', async () => {
      const target = await prepared();
      const next = newEntry(target.name, 2, '2026-01-02T00:00:00Z');
      expect(await store().save({ ...next, building: 1, last: 1 })).toBe(true);
      expect(await store().save({ ...next, building: 7, last: 7 })).toBe(false);
      const entry = await stored({ name: target.name, version: 2 });
      expect(entry).toEqual({ ...next, building: 1, last: 1, revision: 1 });
      expect(await store().save({ ...entry, live: 1, building: undefined, retired: [3, 4] })).toBe(true);
      expect(await store().save({ ...entry, live: 9 })).toBe(false);
      expect(await stored({ name: target.name, version: 2 })).toMatchObject({ live: 1, retired: [3, 4], revision: 2 });
      expect(await stored(target)).toMatchObject({ version: 1, live: 1, revision: 1 });
      expect(await store().remove(entry)).toBe(false);
      expect(await store().remove(await stored({ name: target.name, version: 2 }))).toBe(true);
      await expect(stored({ name: target.name, version: 2 })).rejects.toThrow('not in the catalogue');
    });

    test('takes the wish for a rebuild, once there is something to rebuild', async () => {
      const target = await prepared();
      const before = await stored(target);
      expect(await database().requestRebuild({ name: 'no-such-projection', version: 1 })).toBe(false);
      expect(await database().requestRebuild(target)).toBe(true);
      expect(await stored(target)).toMatchObject({ rebuildRequested: true, live: 1, last: 1 });
      expect(await store().save({ ...before, building: 2, last: 2 })).toBe(false);
    });
  });

  describe('a reader', () => {
    test('waits until everything it reads has come so far, and no longer than it wants', async () => {
      const [one, other] = [await prepared(), await prepared()];
      const readModels = database().reading(one, other);
      await advance([one], 0n, 7n);
      await advance([other], 0n, 5n);
      expect(await readModels.waitFor(5n, 1000)).toBe(true);
      expect(await readModels.waitFor(6n, 30)).toBe(false);
      const waiting = Promise.all([readModels.waitFor(6n, 5000), readModels.waitFor(7n, 5000)]);
      await advance([other], 5n, 8n);
      expect(await waiting).toEqual([true, true]);
      expect(await readModels.position()).toBe(7n);
      expect(await database().reading(other).position()).toBe(8n);
    });

    test('is told that its version is not built yet, until it is', async () => {
      const target = await prepared();
      const next = { ...target, version: 2 };
      const readModels = database().reading(target, next);
      await advance([target], 0n, 5n);
      const rebuilding = { name: 'ReadModelRebuildingError', readModel: `${target.name}.v2` };
      await expect(readModels.documents(next).get('a')).rejects.toMatchObject(rebuilding);
      await expect(readModels.documents(next).find({})).rejects.toMatchObject(rebuilding);
      await expect(readModels.waitFor(0n, 30)).rejects.toMatchObject(rebuilding);
      expect(await readModels.position()).toBe(0n);
      const waiting = readModels.waitFor(5n, 5000);
      await store().prepare(next);
      await store().begin(collectionOf(next), { position: 5n, log: 'log' });
      await store().save({ ...newEntry(next.name, 2, '2026-01-02T00:00:00Z'), live: 1, last: 1 });
      expect(await waiting).toBe(true);
      expect(await readModels.documents(next).find({})).toEqual([]);
    });

    test('changes to what was rebuilt once that is as far as what it read', async () => {
      const target = await prepared();
      const rebuilt = { ...target, generation: 2 };
      const readModels = database().reading(target);
      await store().prepare(rebuilt);
      await store().begin(collectionOf(rebuilt), { position: 3n, log: 'log' });
      await advance([target], 0n, 5n);
      expect(await readModels.waitFor(5n, 1000)).toBe(true);
      await store().save({ ...(await stored(target)), live: 2, retired: [1], last: 2 });
      const later = database().reading(target);
      expect(await later.live(target)).toBe(collectionOf(rebuilt));
      expect(await later.waitFor(5n, 30)).toBe(false);
      const until = async (collection: string) => {
        const deadline = performance.now() + 10_000;
        while ((await readModels.live(target)) !== collection && performance.now() < deadline)
          await new Promise((resolve) => setTimeout(resolve, 20));
        return readModels.live(target);
      };
      // longer than a name is remembered: it has looked again and kept to what is as far as it said
      const looked = performance.now() + 1_500;
      while (performance.now() < looked) expect(await readModels.live(target)).toBe(collectionOf(target));
      await advance([rebuilt], 3n, 5n);
      expect(await until(collectionOf(rebuilt))).toBe(collectionOf(rebuilt));
      expect(await readModels.waitFor(5n, 0)).toBe(true);
    });

    test('does not read what its program did not name', async () => {
      const target = await prepared();
      await expect(database().reading().documents(target).get('a')).rejects.toThrow('none of the read models');
    });
  });

  test('an event that could not be read is told of with where it is, until it was read', async () => {
    const by = collectionOf(await prepared());
    const unreadable = { stream: 'thing-1', revision: 2n ** 60n };
    const events = [
      { by, position: 9n, reason: 'newer', unreadable },
      { by, position: 3n, reason: 'newer', unreadable: { stream: 'thing-1', revision: 0n } },
      { by, position: 4n, reason: 'failed' },
    ];
    await store().skip(events);
    expect(await store().unreadable(by)).toEqual([events[1], events[0]]);
    await store().unskip({ by, position: 9n });
    expect(await store().unreadable(by)).toEqual([events[1]]);
    expect(await store().damage([by])).toEqual(new Map([[by, { broken: 0, skipped: 2 }]]));
  });

  test('what was skipped is counted until what missed it is dropped', async () => {
    const [target, other] = [await prepared(), await prepared()];
    const by = collectionOf(target);
    const events = [
      { by, position: 3n, reason: 'why' },
      { by, position: 4n, reason: 'why' },
      { by, position: 4n, reason: 'why', document: 'a' },
    ];
    await store().skip(events);
    await store().skip(events);
    expect(await store().damage([by, collectionOf(other)])).toEqual(new Map([[by, { broken: 1, skipped: 2 }]]));
    await store().drop(target);
    expect(await store().damage([by])).toEqual(new Map());
  });
};
