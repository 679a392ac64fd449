import { randomUUID } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isCode } from '../../is-code.js';
import { unlessAbsent } from '../../unless-absent.js';

export interface TreeEntry {
  readonly name: string;
  readonly kind: 'directory' | 'file' | 'other';
  /** Bytes; files only. */
  readonly size?: number | undefined;
}

/** A path that leads out of the tree, or is none. */
export class PathRefusedError extends Error {}

/**
 * The files under one directory and nothing else: names are checked before, and links are followed before it is checked
 * where they lead. What is opened is then the place that was checked, never a link that was put there since.
 */
export class WorkTree {
  constructor(private readonly root: string) {}

  /** Undefined when there is no such directory. Directories first, then by name. */
  async list(path: string): Promise<TreeEntry[] | undefined> {
    const directory = await this.existing(path);
    const names = directory === undefined ? undefined : await unlessAbsent(readdir(directory));
    if (directory === undefined || names === undefined) return undefined;
    const entries = await Promise.all(names.map((name) => entryOf(directory, name)));
    const order = (entry: TreeEntry): string => `${entry.kind === 'directory' ? 0 : 1}${entry.name}`;
    return entries.filter((entry) => entry !== undefined).sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }

  /** An open regular file, which the caller closes; undefined when there is none. */
  async open(path: string): Promise<FileHandle | undefined> {
    const file = await this.existing(path);
    if (file === undefined || !(await lstat(file)).isFile()) return undefined;
    return unlessAbsent(open(file, constants.O_RDONLY | constants.O_NOFOLLOW));
  }

  /** Creates or replaces a file as one step. Rejects with PathRefusedError where there is a directory. */
  async write(path: string, content: Readable): Promise<void> {
    const target = (await this.existing(path)) ?? (await this.fresh(path));
    if ((await unlessAbsent(lstat(target)))?.isDirectory()) throw new PathRefusedError(`${path} is a directory.`);
    const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`.slice(-200));
    try {
      await pipeline(content, createWriteStream(temporary, { flags: 'wx' }));
      await rename(temporary, target);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Where the path really leads, undefined when it leads nowhere. */
  private async existing(path: string): Promise<string | undefined> {
    const real = await unlessAbsent(realpath(join(this.root, ...segmentsOf(path))));
    return real === undefined ? undefined : this.inside(real, path);
  }

  /** A new file's place; its directory is made where absent. A link that leads nowhere is not followed. */
  private async fresh(path: string): Promise<string> {
    const segments = segmentsOf(path);
    const name = segments.pop();
    if (name === undefined) throw new PathRefusedError('A file needs a name.');
    let directory = await realpath(this.root);
    for (const segment of segments) {
      const next = join(directory, segment);
      await unlessThere(mkdir(next));
      directory = this.inside(await realpath(next), path);
    }
    return join(directory, name);
  }

  private inside(real: string, path: string): string {
    if (real === this.root || real.startsWith(this.root + sep)) return real;
    throw new PathRefusedError(`${path} leads out of /work.`);
  }
}

/** The tree of a directory, which must exist. */
export async function workTree(root: string): Promise<WorkTree> {
  return new WorkTree(await realpath(root));
}

function segmentsOf(path: string): string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  const bad = segments.some((segment) => segment === '.' || segment === '..' || /[\0\\]/.test(segment));
  if (bad) throw new PathRefusedError(`${JSON.stringify(path)} is not a path under /work.`);
  return segments;
}

async function entryOf(directory: string, name: string): Promise<TreeEntry | undefined> {
  const stats = await unlessAbsent(lstat(join(directory, name)));
  if (stats === undefined) return undefined;
  if (stats.isDirectory()) return { name, kind: 'directory' };
  return stats.isFile() ? { name, kind: 'file', size: stats.size } : { name, kind: 'other' };
}

async function unlessThere(making: Promise<unknown>): Promise<void> {
  try {
    await making;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
}
