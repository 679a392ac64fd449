import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import type { RunSpec } from '../../session-runtime.js';
import { unlessAbsent } from '../../unless-absent.js';
import type { DataDirectory } from '../data-directory.js';

/** Makes the disk where it is absent. Resolves with the run that it was made for, undefined where an earlier version made it. */
export async function prepareDisk(
  data: DataDirectory,
  { diskId, run }: Pick<RunSpec, 'diskId' | 'run'>,
): Promise<string | undefined> {
  const { path, work, home, madeForRun } = data.disk(diskId);
  await mkdir(path, { recursive: true, mode: 0o700 });
  // noted before there is a /work: else, after a crash between the two, it would pass for one that was there before
  if ((await unlessAbsent(stat(work))) === undefined) await writeFile(madeForRun, String(run), { mode: 0o600 });
  await mkdir(work, { recursive: true, mode: 0o700 });
  await mkdir(home, { recursive: true, mode: 0o700 });
  return unlessAbsent(readFile(madeForRun, 'utf8'));
}
