import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type CatalogueEntry, collectionOf, MAIN_RUN } from '#libs/event-sourcing';
import type { ReadModelsConnection } from './connect-read-models.js';
import { preparedIn } from './contract-target.js';

/** What is kept beside the documents, whatever the database. */
export const bookkeepingContract = (connection: () => ReadModelsConnection): void => {
  describe('bookkeeping', () => {
    test('a checkpoint moves by compare-and-set', async () => {
      const database = connection();
      const { projectionStore: store } = database;
      const run = randomUUID();
      const first = { position: 3n, log: 'log', epoch: 1n };
      const second = { ...first, position: 2n ** 60n };
      expect(await store.checkpoint(run)).toBeUndefined();
      expect(await store.advance(run, undefined, first)).toBe(true);
      expect(await store.advance(run, undefined, second)).toBe(false);
      expect(await store.advance(run, first, second)).toBe(true);
      expect(await store.advance(run, first, second)).toBe(false);
      expect(await store.checkpoint(run)).toEqual(second);
      await store.forget(run);
      expect(await store.checkpoint(run)).toBeUndefined();
    });

    test('a reader waits for the projector, and no longer than it wants', async () => {
      const database = connection();
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
      const database = connection();
      const target = await preparedIn(database);
      const entry = async (): Promise<CatalogueEntry> => {
        const found = (await database.projectionStore.catalogue()).find(({ name }) => name === target.name);
        if (found === undefined) throw new Error(`${target.name} is not in the catalogue`);
        return found;
      };
      expect(await database.requestRebuild('no-such-projection')).toBe(false);
      expect(await database.requestRebuild(target.name)).toBe(true);
      expect(await entry()).toMatchObject({ rebuildRequested: true, building: undefined, last: 1 });
      await database.projectionStore.save({ ...(await entry()), building: { version: 1, generation: 2 }, last: 2 });
      expect(await entry()).toMatchObject({
        rebuildRequested: false,
        building: { version: 1, generation: 2 },
        last: 2,
      });
    });

    test('skipped events are counted until what missed them is dropped', async () => {
      const database = connection();
      const target = await preparedIn(database);
      const by = collectionOf(target);
      await database.projectionStore.skip({ by, position: 3n, reason: 'why' });
      await database.projectionStore.skip({ by, position: 3n, reason: 'why' });
      expect(await database.projectionStore.countSkipped(by)).toBe(1);
      await database.projectionStore.drop(target);
      expect(await database.projectionStore.countSkipped(by)).toBe(0);
    });

    test('one of two who want a lease gets it, and gives it up when done', async () => {
      const database = connection();
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

    test('a collection that no projection feeds guards what must be unique', async () => {
      const people = connection().collection<{ _id: string; subject: string }>(`people-${randomUUID().slice(0, 8)}`);
      await people.createIndex({ subject: 1 }, { unique: true }, {});
      await people.insertOne({ _id: 'u1', subject: 's1' });
      await expect(people.insertOne({ _id: 'u2', subject: 's1' })).rejects.toMatchObject({ code: 11000 });
      await people.deleteOne({ _id: 'u1' });
      expect(await people.findOne({ _id: 'u1' })).toBeNull();
    });
  });
};
