import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import type { RunKey } from '../session-runtime.js';
import type { SessionRuntimeReader } from '../session-runtime-reader.js';
import type { ContractSuite } from './contract-suite.js';

/** Contract of rule 9, disks: the files of a session that rests are its user's to take, without a run, and are missed where they are lost. */
export function filesContract(suite: ContractSuite): void {
  describe('the files of earlier runs', () => {
    const codesOf = (run: RunKey): readonly string[] => {
      const state = suite.observed.last(run);
      return state?.status === 'ready' ? state.warnings.map(({ code }) => code) : [];
    };

    test('are missed where their disk was lost, by each run until one was ready without them', async () => {
      const first = await suite.ready();
      await suite.under.writeFile(first.diskId, 'notes.txt', 'keep me');
      await suite.ended(first);
      const kept = await suite.ready({ ...first, run: 2, filesOfRun: 1 });
      expect(codesOf(kept)).not.toContain('files-missing');
      await suite.ended(kept);
      await suite.under.loseDisk(first.diskId);

      const emptied = await suite.ready({ ...first, run: 3, filesOfRun: 2 });
      expect(codesOf(emptied)).toContain('files-missing');
      expect(await suite.under.readFile(first.diskId, 'notes.txt')).toBeUndefined();
      await suite.ended(emptied);
      const again = await suite.ready({ ...first, run: 4, filesOfRun: 2 });
      expect(codesOf(again)).toContain('files-missing');
      await suite.ended(again);
      const settled = await suite.ready({ ...first, run: 5, filesOfRun: 4 });
      expect(codesOf(settled)).not.toContain('files-missing');
    });
  });

  describe('the files of a disk that no run has', () => {
    if (suite.canArchive) archiveContract(suite);
    else test('cannot be read', () => expect(suite.reader).not.toHaveProperty('archive'));
  });
}

function archiveContract(suite: ContractSuite): void {
  const rested = async () => {
    const spec = await suite.ready();
    await suite.under.writeFile(spec.diskId, 'notes.txt', 'keep me');
    await suite.ended(spec);
    return spec;
  };

  test('are one archive, as often as it is wanted, also while no driver lives', async () => {
    const { diskId } = await rested();
    await suite.restart(async () => {
      for (const reader of [suite.under.reader(), suite.under.reader()])
        expect(await filesOf(reader, diskId)).toContainEqual(['work/notes.txt', 'keep me']);
    });
    expect(await suite.under.readFile(diskId, 'notes.txt')).toBe('keep me');
  });

  test('are there again after a run that was resumed, and can be deleted while somebody takes them', async () => {
    const { run, ...spec } = await rested();
    const archive = await suite.reader.archive?.(spec.diskId);
    const next = await suite.ready({ ...spec, run: run + 1 });
    await suite.under.writeFile(spec.diskId, 'more.txt', 'more');
    await suite.ended(next);
    expect(await filesOf(suite.reader, spec.diskId)).toContainEqual(['work/more.txt', 'more']);
    archive?.destroy();
    await suite.runtime.discard(spec.diskId, suite.epoch);
    expect(await suite.reader.archive?.(spec.diskId)).toBeUndefined();
  });

  test('are none where there is no disk', async () => {
    expect(await suite.reader.archive?.(suite.spec().diskId)).toBeUndefined();
  });
}

async function filesOf(reader: SessionRuntimeReader, diskId: string): Promise<[path: string, text: string][]> {
  const archive = await reader.archive?.(diskId);
  if (archive === undefined) throw new Error('There is nothing to take.');
  const found: [string, string][] = [];
  const files = extract();
  files.on(
    'entry',
    ({ name }, content, next) =>
      void text(content)
        .then((whole) => found.push([name, whole]))
        .then(() => next(), next),
  );
  const ended = once(files, 'finish');
  archive.once('error', (error) => files.destroy(error)).pipe(files);
  await ended;
  return found;
}
