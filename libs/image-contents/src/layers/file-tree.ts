import { directoriesOf } from './file-path.js';

/** Files that are of interest, by path, and the directories that they are in. */
export class FileTree<T> {
  readonly #files = new Map<string, T>();
  /** How many files of interest are somewhere below it. */
  readonly #below = new Map<string, number>();

  get(path: string): T | undefined {
    return this.#files.get(path);
  }

  values(): IterableIterator<T> {
    return this.#files.values();
  }

  /** Whether something would go if this path went. */
  isThere(path: string): boolean {
    return this.#files.has(path) || this.#below.has(path);
  }

  set(path: string, file: T): void {
    if (!this.#files.has(path)) this.#count(path, 1);
    this.#files.set(path, file);
  }

  /** Each of `paths` with all below it, and what is below each of `directories`. */
  remove(paths: ReadonlySet<string>, directories: ReadonlySet<string>): void {
    if (paths.size === 0 && directories.size === 0) return;
    const isIn = (directory: string): boolean => paths.has(directory) || directories.has(directory);
    for (const path of [...this.#files.keys()])
      if (paths.has(path) || directoriesOf(path).some(isIn)) {
        this.#files.delete(path);
        this.#count(path, -1);
      }
  }

  #count(path: string, change: number): void {
    for (const directory of directoriesOf(path)) {
      const count = (this.#below.get(directory) ?? 0) + change;
      if (count > 0) this.#below.set(directory, count);
      else this.#below.delete(directory);
    }
  }
}
