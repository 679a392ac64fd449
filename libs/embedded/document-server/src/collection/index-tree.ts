/** What an index points to; `row` makes the order of equal keys total. */
export interface Indexed {
  readonly row: number;
}

interface Entry<T> {
  readonly key: string;
  readonly item: T;
}

interface Chunk<T> {
  keys: string[];
  items: T[];
}

const CHUNK = 256;

/** True when the key is below the bound or begins with it: upper bounds are prefixes. */
const within = (key: string, upper: string): boolean => key < upper || key.startsWith(upper);

/** An ordered multimap from string keys to items: sorted chunks, so that insertion and lookup stay cheap at any size. */
export class IndexTree<T extends Indexed> {
  private chunks: Chunk<T>[] = [{ keys: [], items: [] }];

  add(key: string, item: T): void {
    const at = this.chunkFor(key, item.row);
    const chunk = this.chunks[at] as Chunk<T>;
    const offset = this.offsetIn(chunk, key, item.row);
    chunk.keys.splice(offset, 0, key);
    chunk.items.splice(offset, 0, item);
    if (chunk.keys.length > CHUNK) this.split(at, chunk, offset);
  }

  delete(key: string, item: T): void {
    const at = this.chunkFor(key, item.row);
    const chunk = this.chunks[at] as Chunk<T>;
    const offset = this.offsetIn(chunk, key, item.row);
    if (chunk.items[offset]?.row !== item.row || chunk.keys[offset] !== key) return;
    chunk.keys.splice(offset, 1);
    chunk.items.splice(offset, 1);
    if (chunk.keys.length === 0 && this.chunks.length > 1) this.chunks.splice(at, 1);
  }

  /** Entries whose keys are at least `lower` and below or prefixed by `upper`, in key order. */
  *range(lower: string, upper: string): Generator<Entry<T>> {
    for (let at = this.chunkFor(lower, -1); at < this.chunks.length; at++) {
      const chunk = this.chunks[at] as Chunk<T>;
      for (let i = this.offsetIn(chunk, lower, -1); i < chunk.keys.length; i++) {
        const key = chunk.keys[i] as string;
        if (!within(key, upper)) return;
        yield { key, item: chunk.items[i] as T };
      }
    }
  }

  /** As {@link range}, from the last one backwards. */
  *reversed(lower: string, upper: string): Generator<Entry<T>> {
    for (let at = this.lastChunkWithin(upper); at >= 0; at--) {
      const chunk = this.chunks[at] as Chunk<T>;
      for (let i = chunk.keys.length - 1; i >= 0; i--) {
        const key = chunk.keys[i] as string;
        if (!within(key, upper)) continue;
        if (key < lower) return;
        yield { key, item: chunk.items[i] as T };
      }
    }
  }

  private lastChunkWithin(upper: string): number {
    let [low, high] = [0, this.chunks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (within(this.chunks[middle]?.keys[0] ?? '', upper)) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** {@link range} or {@link reversed}. */
  walk({ lower, upper }: { readonly lower: string; readonly upper: string }, backwards: boolean): Generator<Entry<T>> {
    return backwards ? this.reversed(lower, upper) : this.range(lower, upper);
  }

  /** The first chunk whose last entry is not before (key, row); the last chunk when there is none. */
  private chunkFor(key: string, row: number): number {
    let [low, high] = [0, this.chunks.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const chunk = this.chunks[middle] as Chunk<T>;
      if (this.isBefore(chunk, chunk.keys.length - 1, key, row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private offsetIn(chunk: Chunk<T>, key: string, row: number): number {
    let [low, high] = [0, chunk.keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.isBefore(chunk, middle, key, row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private isBefore(chunk: Chunk<T>, at: number, key: string, row: number): boolean {
    const other = chunk.keys[at];
    if (other === undefined || other === key) return other !== undefined && (chunk.items[at] as T).row < row;
    return other < key;
  }

  /** Appends keep the left chunk full, so that ascending keys fill chunks instead of halving them. */
  private split(at: number, chunk: Chunk<T>, offset: number): void {
    const middle = at === this.chunks.length - 1 && offset === chunk.keys.length - 1 ? CHUNK : CHUNK >>> 1;
    this.chunks.splice(at + 1, 0, { keys: chunk.keys.splice(middle), items: chunk.items.splice(middle) });
  }
}
