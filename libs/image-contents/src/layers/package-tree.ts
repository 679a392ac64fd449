import { assertListable } from '../assert-listable.js';
import type { InstalledPackage } from '../installed-package.js';
import type { NamedVersion } from '../packages/named-version.js';
import type { PackageDatabase } from '../packages/package-database.js';
import { anyDatabaseAt, databaseAt, isInCache, unreadManagerAt } from '../packages/package-databases.js';
import { UnreadableImageError } from '../unreadable-image-error.js';
import { directoryOf, filePath } from './file-path.js';
import { FileTree } from './file-tree.js';
import type { TarEntry } from './tar-entry.js';
import type { TarVisitor } from './tar-reader.js';

/** What one file says is installed. */
interface DatabaseFile {
  readonly packages: readonly InstalledPackage[];
  /** The manager whose packages it has, where they are not read. */
  readonly unread?: string;
}

/** OCI image specification, "Whiteouts". */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

const sameAs = ({ name, version }: NamedVersion): string => `${name} ${version}`;

/** The packages of an image, of which one layer after the other is seen. Each has the layer that brought it in its version. */
export class PackageTree implements TarVisitor {
  readonly #lower = new FileTree<DatabaseFile>();
  readonly #added = new Map<string, DatabaseFile>();
  /** Of this layer: a hard link leads to nothing of another one. */
  readonly #cached = new Map<string, DatabaseFile>();
  #count = 0;
  readonly #removed = new Set<string>();
  readonly #emptied = new Set<string>();
  #layer = '';

  /** What is seen from now on is of this layer. */
  beginLayer(digest: string): void {
    this.#layer = digest;
  }

  /** A layer takes away from those below it whatever the order is in which it says so. */
  endLayer(): void {
    this.#lower.remove(this.#removed, this.#emptied);
    for (const [path, file] of this.#added) this.#lower.set(path, file);
    this.#count = 0;
    for (const { packages } of this.#lower.values()) this.#count += packages.length;
    for (const seen of [this.#added, this.#cached, this.#removed, this.#emptied]) seen.clear();
  }

  entry(entry: TarEntry): number {
    const path = filePath(entry.name);
    if (path === undefined || this.#isWhiteout(path)) return 0;
    if (entry.kind !== 'directory' || this.#lower.get(path) !== undefined) this.#replace(path);
    if (entry.kind === 'hard-link') return this.#link(path, filePath(entry.linkName));
    const database = entry.kind === 'file' ? anyDatabaseAt(path) : undefined;
    return database === undefined ? this.#passBy(path) : this.#wantedOf(path, database, entry.size);
  }

  content({ name }: TarEntry, content: Buffer): void {
    const path = filePath(name) ?? '';
    const database = anyDatabaseAt(path);
    if (database !== undefined) this.#add(path, database, content.toString());
  }

  /** Each once, by manager, name and version. */
  packages(): readonly InstalledPackage[] {
    const found = new Map<string, InstalledPackage>();
    for (const { packages } of this.#lower.values())
      for (const one of packages) {
        const key = `${one.manager} ${sameAs(one)}`;
        if (!found.has(key)) found.set(key, one);
      }
    return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
  }

  /** Managers whose packages are there and are not read. */
  unread(): readonly string[] {
    return [...new Set([...this.#lower.values()].flatMap((file) => file.unread ?? []))];
  }

  #isWhiteout(path: string): boolean {
    const directory = directoryOf(path);
    const name = path.slice(directory === '' ? 0 : directory.length + 1);
    if (!name.startsWith(WHITEOUT)) return false;
    if (name === OPAQUE) {
      if (this.#lower.isThere(directory)) this.#emptied.add(directory);
    } else if (name !== WHITEOUT)
      this.#replace(`${directory === '' ? '' : `${directory}/`}${name.slice(WHITEOUT.length)}`);
    return true;
  }

  /** A set of what matters only: a layer can take away a million files. */
  #replace(path: string): void {
    if (this.#lower.isThere(path)) this.#removed.add(path);
  }

  #passBy(path: string): number {
    const manager = unreadManagerAt(path);
    if (manager !== undefined) this.#put(path, { packages: [], unread: manager });
    return 0;
  }

  #wantedOf(path: string, database: PackageDatabase, size: number): number {
    const { maxBytes, isLonger } = database;
    if (size > maxBytes && isLonger === 'unreadable')
      throw new UnreadableImageError(`Its list of packages /${path} is larger than is read here (${maxBytes} bytes).`);
    if (maxBytes === 0) this.#add(path, database, '');
    return maxBytes;
  }

  /** Another name of a file that this layer has, or one below. */
  #link(path: string, target = ''): number {
    const below = this.#removed.has(target) ? undefined : this.#lower.get(target);
    const file = this.#added.get(target) ?? this.#cached.get(target) ?? below;
    if (file !== undefined && databaseAt(path) !== undefined) this.#put(path, file);
    return 0;
  }

  #add(path: string, { manager, packagesIn }: PackageDatabase, text: string): void {
    const packages = packagesIn(text, path).map((one) => ({ manager, ...one, layer: this.#layer }));
    this.#put(path, { packages });
  }

  /** What is there already in its version was only written anew. A file that says nothing is not kept: an image can have millions. */
  #put(path: string, file: DatabaseFile): void {
    const kept = isInCache(path) ? this.#cached : this.#added;
    if (file.packages.length === 0 && file.unread === undefined) {
      kept.delete(path);
      return;
    }
    this.#count += file.packages.length;
    assertListable(this.#count);
    const known = new Map(this.#lower.get(path)?.packages.map((one) => [sameAs(one), one]));
    const packages = file.packages.map((one) => known.get(sameAs(one)) ?? one);
    kept.set(path, { ...file, packages });
  }
}
