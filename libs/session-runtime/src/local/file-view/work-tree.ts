import { randomUUID } from 'node:crypto';
import { constants, createWriteStream, type Stats } from 'node:fs';
import { chmod, type FileHandle, lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isCode } from '../../is-code.js';
import { unlessAbsent } from '../../unless-absent.js';
import { archiveDirectory } from '../archive-directory.js';

export interface TreeEntry {
  /** One character a byte, as all names and paths here: a name need not be UTF-8. */
  readonly name: string;
  readonly kind: 'directory' | 'file' | 'link' | 'other';
  /** Bytes. */
  readonly size: number;
  readonly changedAt: Date;
}

export interface TreePart {
  readonly entries: readonly TreeEntry[];
  /** How many the directory has. */
  readonly total: number;
}

/** A path that leads out of the tree, or is none. */
export class PathRefusedError extends Error {}

/** What is there is not to be replaced. */
export class NotReplacedError extends Error {}

/** What is there may be replaced, or is a reason not to write, or may be replaced while it has this entity tag. */
export type Replacing = 'anything' | 'nothing' | { readonly entityTag: string };

/** RFC 9110: another one where the content is another. */
export const entityTagOf = ({ size, changedAt }: Pick<TreeEntry, 'size' | 'changedAt'>): string =>
  `"${changedAt.getTime()}-${size}"`;

/** Of a file's mode. */
const PERMISSIONS = 0o777;

const bytes = (path: string): Buffer => Buffer.from(path, 'latin1');
const real = (path: string): Promise<string> => realpath(bytes(path), { encoding: 'latin1' });
const collator = new Intl.Collator('en', { numeric: true });

/**
 * The files under one directory and nothing else: names are checked before, and links are followed before it is checked
 * where they lead. What is opened is then the place that was checked, never a link that was put there since.
 */
export class WorkTree {
  constructor(private readonly root: string) {}

  /** What is there, links followed; undefined where nothing is. */
  async look(path: string): Promise<TreeEntry | undefined> {
    const place = await this.existing(path);
    return place === undefined ? undefined : entryOf(dirname(place), basename(place));
  }

  /** Up to `count` entries from the one numbered `from`; undefined when there is no such directory. Directories first, then by name. */
  async list(path: string, { from, count }: { from: number; count: number }): Promise<TreePart | undefined> {
    const directory = await this.existing(path);
    if (directory === undefined) return undefined;
    const found = await unlessAbsent(readdir(bytes(directory), { withFileTypes: true, encoding: 'buffer' }));
    if (found === undefined) return undefined;
    const names = found.map((entry) => ({ name: entry.name.toString('latin1'), isDirectory: entry.isDirectory() }));
    names.sort((a, b) => Number(b.isDirectory) - Number(a.isDirectory) || collator.compare(a.name, b.name));
    const wanted = names.slice(from, from + count);
    const entries = await Promise.all(wanted.map(({ name }) => entryOf(directory, name)));
    return { entries: entries.filter((entry) => entry !== undefined), total: names.length };
  }

  /** An open regular file, which the caller closes; undefined when there is none. */
  async open(path: string): Promise<FileHandle | undefined> {
    const file = await this.existing(path);
    if (file === undefined || !(await lstat(bytes(file))).isFile()) return undefined;
    return unlessAbsent(open(bytes(file), constants.O_RDONLY | constants.O_NOFOLLOW));
  }

  /**
   * Creates or replaces a file as one step; who may read and run it stays as it was. Rejects with PathRefusedError where there is a
   * directory, and with NotReplacedError where there is anything that is not to be replaced.
   */
  async write(path: string, content: Readable, replacing: Replacing): Promise<void> {
    const target = (await this.existing(path)) ?? (await this.fresh(path));
    const there = await unlessAbsent(lstat(bytes(target)));
    if (there !== undefined) assertReplaceable(there, replacing);
    const temporary = join(dirname(target), `.${randomUUID()}.part`);
    try {
      await create(temporary, content, there);
      await rename(bytes(temporary), bytes(target));
    } finally {
      await rm(bytes(temporary), { force: true });
    }
  }

  /** All of it as a tar archive, its name before every file's. */
  archive(): Promise<Readable> {
    return archiveDirectory(bytes(this.root).toString('utf8'));
  }

  /** Where the path really leads, undefined when it leads nowhere. */
  private async existing(path: string): Promise<string | undefined> {
    const place = await unlessAbsent(real(join(this.root, ...segmentsOf(path))));
    return place === undefined ? undefined : this.inside(place);
  }

  /** A new file's place; its directory is made where absent. A link that leads nowhere is not followed. */
  private async fresh(path: string): Promise<string> {
    const segments = segmentsOf(path);
    const name = segments.pop();
    if (name === undefined) throw new PathRefusedError('A file needs a name.');
    let directory = await real(this.root);
    for (const segment of segments) {
      const next = join(directory, segment);
      await unlessThere(mkdir(bytes(next)));
      directory = this.inside(await real(next));
    }
    return join(directory, name);
  }

  private inside(place: string): string {
    if (place === this.root || place.startsWith(this.root + sep)) return place;
    throw new PathRefusedError('This leads out of /work.');
  }
}

/** The tree of a directory, which must exist. */
export async function workTree(root: string): Promise<WorkTree> {
  return new WorkTree(await realpath(root, { encoding: 'latin1' }));
}

function segmentsOf(path: string): string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  const isBad = segments.some((segment) => segment === '.' || segment === '..' || segment.includes('\0'));
  if (isBad) throw new PathRefusedError('This is not a path under /work.');
  return segments;
}

async function entryOf(directory: string, name: string): Promise<TreeEntry | undefined> {
  const stats = await unlessAbsent(lstat(bytes(join(directory, name))));
  return stats && { name, kind: kindOf(stats), size: stats.size, changedAt: stats.mtime };
}

function kindOf(stats: Stats): TreeEntry['kind'] {
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'link';
  return stats.isFile() ? 'file' : 'other';
}

function assertReplaceable(there: Stats, replacing: Replacing): void {
  if (there.isDirectory()) throw new PathRefusedError('This is the name of a directory.');
  if (replacing === 'anything') return;
  if (replacing === 'nothing') throw new NotReplacedError('There is a file of this name already.');
  if (entityTagOf({ size: there.size, changedAt: there.mtime }) === replacing.entityTag) return;
  throw new NotReplacedError(
    'This file was changed by something else since it was opened here. Save again to replace it.',
  );
}

/** With the permissions of the file whose place it takes, where there is one. */
async function create(path: string, content: Readable, replaced: Stats | undefined): Promise<void> {
  const mode = replaced?.isFile() ? replaced.mode & PERMISSIONS : undefined;
  await pipeline(content, createWriteStream(bytes(path), { flags: 'wx', mode }));
  // the umask may have taken some of them
  if (mode !== undefined) await chmod(bytes(path), mode);
}

async function unlessThere(making: Promise<unknown>): Promise<void> {
  try {
    await making;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
}
