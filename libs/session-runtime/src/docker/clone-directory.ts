import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unlessAbsent } from '../unless-absent.js';

const prefix = 'renku-sessions-clone-';
/** Longer than any clone takes. */
const ABANDONED_MS = 24 * 3600 * 1000;

/** A directory of this machine for one session's repositories. What workers that were killed left there long ago goes. */
export async function makeCloneDirectory(within = tmpdir()): Promise<string> {
  for (const name of await readdir(within)) if (name.startsWith(prefix)) await removeAbandoned(join(within, name));
  return mkdtemp(join(within, prefix));
}

/** Not where it is another user's. */
async function removeAbandoned(path: string): Promise<void> {
  const { mtimeMs = Date.now(), uid } = (await unlessAbsent(lstat(path))) ?? {};
  if (Date.now() - mtimeMs < ABANDONED_MS || uid !== process.getuid?.()) return;
  await rm(path, { recursive: true, force: true });
}
