import { describe, expect, test } from 'vitest';
import type { RunSpec } from '../session-runtime.js';
import { type ContractSuite, nextRun } from './contract-suite.js';

/** Contract of rule 7, storages are mounted at /work/<name>, and nobody gets more of them than was connected and allowed. */
export function storagesContract(suite: ContractSuite): void {
  const { whenMounting } = suite;
  const data = (source: string) => ({ name: 'data', source, readOnly: false });
  const missed = (spec: RunSpec) => {
    const state = suite.observed.last(spec);
    const warnings = state?.status === 'ready' ? state.warnings : [];
    return warnings.filter(({ code }) => code === 'storage-unavailable').map(({ message }) => message);
  };

  describe('storages', () => {
    whenMounting('are mounted at /work/<name>, beside what is there', async () => {
      const { storages } = suite;
      const also = { name: 'more', source: storages.writable, readOnly: true };
      const spec = await suite.ready({ storages: [data(storages.kept), also] });
      expect(missed(spec)).toEqual([]);
      expect(await storages.read(spec, 'data/hello.txt')).toBe('hello');
      expect(await storages.read(spec, 'more/hello.txt')).toBe('hello');
    });

    whenMounting('are read-only unless the administrator and the project let them be written to', async () => {
      const { storages } = suite;
      const both = [data(storages.writable), { name: 'same', source: storages.writable, readOnly: true }];
      const spec = await suite.ready({ storages: [...both, { ...data(storages.kept), name: 'kept' }] });
      expect(await storages.canWrite(spec, 'kept/new.txt')).toBe(false);
      expect(await storages.canWrite(spec, 'same/new.txt')).toBe(false);
      expect(await storages.canWrite(spec, 'data/new.txt')).toBe(true);
    });

    whenMounting('whose content is gone are a warning that says what to do, and the rest is there', async () => {
      const { storages } = suite;
      const kept = { name: 'kept', source: storages.kept, readOnly: true };
      const spec = await suite.ready({ storages: [data(storages.gone), kept] });
      expect(missed(spec)).toEqual([expect.stringMatching(/\/work\/data: .*is not there.*administrator/)]);
      expect(await storages.read(spec, 'kept/hello.txt')).toBe('hello');
    });

    test('that the administrator does not offer are a warning that says what to do', async () => {
      const spec = await suite.ready({ storages: [data('taken-back')] });
      expect(missed(spec)).toEqual([expect.stringMatching(/\/work\/data: .*administrator/)]);
    });

    suite.whenCloningAndMounting('that are connected no more leave their name to a repository', async () => {
      const { storages } = suite;
      const { url, commit } = suite.repositories.good;
      const spec = await suite.ready({ storages: [data(storages.kept)] });
      await suite.ended(spec);
      const next = { ...nextRun(spec), storages: [], repositories: [{ name: 'data', url }] };
      await suite.runtime.ensure(next);
      await suite.observed.until(next, 'ready');
      expect(suite.observed.last(next)).toMatchObject({ commits: [{ repository: 'data', commit }] });
      expect(await storages.read(next, 'data/hello.txt')).not.toBe('hello');
    });

    whenMounting(
      'are not part of the disk: discarding it leaves them, as does leaving one out of a later run',
      async () => {
        const { storages } = suite;
        const spec = await suite.ready({ storages: [data(storages.writable)] });
        await suite.ended(spec);
        const next = { ...nextRun(spec), storages: [] };
        await suite.runtime.ensure(next);
        await suite.observed.until(next, 'ready');
        expect(await storages.read(next, 'data/hello.txt')).toBeUndefined();
        await suite.ended(next);
        await suite.runtime.discard(spec.diskId, suite.epoch);
        expect(await storages.contentOf(storages.writable)).toBe('hello');
      },
    );
  });
}
