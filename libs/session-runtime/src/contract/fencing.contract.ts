import { describe, expect, test } from 'vitest';
import { StaleEpochError } from '../stale-epoch-error.js';
import { type ContractSuite, nextRun } from './contract-suite.js';

/** Two workers that both believe that they hold the lease: the older one does no harm. */
export function fencingContract(suite: ContractSuite): void {
  describe('an epoch older than one that has acted', () => {
    /** Another worker acts, under a new epoch, on this launch and its disk; answers the epoch that was overtaken. */
    async function overtaken(act: () => Promise<unknown>): Promise<bigint> {
      const old = suite.epoch;
      suite.epoch += 1n;
      await act();
      return old;
    }
    const stale = (old: bigint) => ({ name: 'StaleEpochError', epoch: old, seen: suite.epoch });

    test('ends nothing', async () => {
      const spec = await suite.ready();
      const old = await overtaken(() => suite.runtime.ensure({ ...spec, epoch: suite.epoch }));
      await expect(suite.runtime.end(spec, old)).rejects.toMatchObject(stale(old));
      expect(await suite.under.processes(spec.launchId)).toBe(1);
      expect(await suite.runtime.look(spec.launchId)).toMatchObject([{ status: 'ready' }]);
    });

    test('makes nothing', async () => {
      const spec = await suite.ready();
      const old = await overtaken(() => suite.ended(spec));
      await expect(suite.runtime.ensure({ ...nextRun(spec), epoch: old })).rejects.toMatchObject(stale(old));
      expect(await suite.runtime.look(spec.launchId)).toEqual([]);
      expect(await suite.under.processes(spec.launchId)).toBe(0);
    });

    test('discards nothing', async () => {
      const spec = await suite.ready();
      await suite.under.writeFile(spec.diskId, 'notes.txt', 'keep me');
      await suite.ended(spec);
      const old = await overtaken(async () => {
        await suite.runtime.ensure({ ...nextRun(spec), epoch: suite.epoch });
        await suite.observed.until(nextRun(spec), 'ready');
        await suite.ended(nextRun(spec));
      });
      await expect(suite.runtime.discard(spec.diskId, old)).rejects.toBeInstanceOf(StaleEpochError);
      expect(await suite.under.readFile(spec.diskId, 'notes.txt')).toBe('keep me');
      await suite.runtime.discard(spec.diskId, suite.epoch);
      expect(await suite.under.readFile(spec.diskId, 'notes.txt')).toBeUndefined();
    });

    test('is refused by every instance, also by one that came later', async () => {
      const spec = await suite.ready();
      const first = suite.under.connect();
      const old = await overtaken(() => first.ensure({ ...spec, epoch: suite.epoch }));
      await first.close();
      const later = suite.under.connect();
      for (const instance of [suite.runtime, later]) {
        await expect(instance.end(spec, old)).rejects.toMatchObject(stale(old));
      }
      await later.close();
      expect(await suite.under.processes(spec.launchId)).toBe(1);
    });

    test('of 20 that act at once, the greatest is the one that may go on', async () => {
      const spec = await suite.ready();
      const from = suite.epoch;
      const epochs = Array.from({ length: 20 }, (_, n) => from + BigInt(n + 1));
      suite.epoch += 20n;
      const instances = [suite.runtime, suite.under.connect()];
      await Promise.allSettled(
        [...epochs].reverse().map((epoch, n) => instances[n % 2]?.ensure({ ...spec, epoch }) ?? Promise.resolve()),
      );
      await instances[1]?.close();
      await expect(suite.runtime.ensure({ ...spec, epoch: suite.epoch - 1n })).rejects.toMatchObject(
        stale(suite.epoch - 1n),
      );
      await suite.runtime.ensure({ ...spec, epoch: suite.epoch });
      expect(await suite.under.processes(spec.launchId)).toBe(1);
    });
  });
}
