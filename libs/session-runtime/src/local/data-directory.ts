import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isCode } from '../is-code.js';
import { unlessAbsent } from '../unless-absent.js';
import { forgottenPrefix, RunDirectory } from './run-directory.js';

/**
 * Where everything of the local driver lives:
 *
 *   sessions/<launchId>/run-<n>/   one run, see RunDirectory; without a run there is no directory of its launch either
 *   launches/<launchId>            the disk of its latest run: the way to the logs of a run that is forgotten
 *   disks/<diskId>/work            what the user sees as /work
 *   disks/<diskId>/home            the session's HOME: settings and `pip install --user` outlive runs
 *   disks/<diskId>/made-for-run    its number
 *   disks/<diskId>/output.log      what the latest run printed
 *   epochs/<epoch>                 see FileEpochs
 */
export class DataDirectory {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  get sessions(): string {
    return join(this.path, 'sessions');
  }

  get epochs(): string {
    return join(this.path, 'epochs');
  }

  run(launchId: string, run: number): RunDirectory {
    if (!Number.isSafeInteger(run) || run < 1) throw new Error(`A run is numbered 1, 2, 3 …, not ${run}.`);
    return new RunDirectory(join(this.sessions, safeName(launchId, 'launchId')), { launchId, run });
  }

  /** Oldest first. */
  async runsOf(launchId: string): Promise<RunDirectory[]> {
    const names = (await unlessAbsent(readdir(join(this.sessions, safeName(launchId, 'launchId'))))) ?? [];
    const numbers = names.flatMap((name) => /^run-(\d+)$/.exec(name)?.slice(1).map(Number) ?? []);
    return numbers.sort((a, b) => a - b).map((run) => this.run(launchId, run));
  }

  async allRuns(): Promise<RunDirectory[]> {
    const launches = ((await unlessAbsent(readdir(this.sessions))) ?? []).filter(isSafeName);
    return (await Promise.all(launches.map((launchId) => this.runsOf(launchId)))).flat();
  }

  disk(diskId: string) {
    const path = join(this.path, 'disks', safeName(diskId, 'diskId'));
    return {
      path,
      work: join(path, 'work'),
      home: join(path, 'home'),
      madeForRun: join(path, 'made-for-run'),
      log: join(path, 'output.log'),
    };
  }

  async rememberDisk(launchId: string, diskId: string): Promise<void> {
    const path = this.pathToDisk(launchId);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, diskId);
  }

  async diskOf(launchId: string): Promise<string | undefined> {
    return unlessAbsent(readFile(this.pathToDisk(launchId), 'utf8'));
  }

  /**
   * Gone under its name at once; a crash leaves it aside for `sweep`. Put back where `isAllowed` then rejects: of what happened
   * before the disk was out of reach, nothing is overlooked.
   */
  async discardDisk(diskId: string, isAllowed: () => Promise<void>): Promise<void> {
    const { path } = this.disk(diskId);
    const aside = join(this.path, 'disks', `${discardedPrefix}${randomUUID()}`);
    await unlessAbsent(rename(path, aside));
    try {
      await isAllowed();
    } catch (error) {
      await unlessAbsent(rename(aside, path));
      throw error;
    }
    await removeTree(aside);
  }

  /** Removes what a crash in the middle of `forget` or `discardDisk` left. */
  async sweep(): Promise<void> {
    const disks = join(this.path, 'disks');
    const launches = (await unlessAbsent(readdir(this.sessions))) ?? [];
    const directories = [disks, ...launches.map((launch) => join(this.sessions, launch))];
    for (const directory of directories) {
      const names = (await unlessAbsent(readdir(directory))) ?? [];
      const left = names.filter((name) => name.startsWith(forgottenPrefix) || name.startsWith(discardedPrefix));
      await Promise.all(left.map((name) => removeTree(join(directory, name))));
    }
  }

  private pathToDisk(launchId: string): string {
    return join(this.path, 'launches', safeName(launchId, 'launchId'));
  }
}

const discardedPrefix = '.discarded-';

function isSafeName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name);
}

/** Ids become names of directories. */
function safeName(name: string, what: string): string {
  if (!isSafeName(name)) throw new Error(`${what} ${JSON.stringify(name)} must be letters, digits, '.', '_' or '-'.`);
  return name;
}

/** Tools make read-only directories (e.g. Go's module cache), whose content cannot be removed before that is undone. */
async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!isCode(error, 'EACCES') && !isCode(error, 'EPERM')) throw error;
    await makeWritable(path);
    await rm(path, { recursive: true, force: true });
  }
}

async function makeWritable(directory: string): Promise<void> {
  await chmod(directory, 0o700);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(directory, entry.name));
  }
}
