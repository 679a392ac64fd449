import { UnreadableImageError } from '../unreadable-image-error.js';
import { paxRecords } from './pax-records.js';
import type { TarEntry } from './tar-entry.js';
import { BLOCK, isMapLonger, type TarHeader, tarHeaderIn } from './tar-header.js';

/** Who looks at the entries of an archive. */
export interface TarVisitor {
  /** In bytes: so much of its content is wanted, at most. */
  entry(entry: TarEntry): number;
  /** After an entry of which something is wanted. */
  content(entry: TarEntry, content: Buffer): void;
}

/** Of what speaks of a following entry: a name, or attributes. Linux has none longer than 64 KiB. */
const MAX_EXTENSION_BYTES = 1024 * 1024;

interface Kept {
  readonly header: TarHeader;
  readonly content: Buffer;
  filled: number;
}

/** What was said of the entry that comes next. */
interface Said {
  name?: string;
  linkName?: string;
  size?: number;
}

const withoutEnd = (content: Buffer): string => content.toString('utf8').replace(/\0.*$/s, '');

/**
 * Reads an archive as it comes, and keeps nothing but what is wanted of it. The libraries for that keep the whole of what an archive says
 * before an entry, which may say gigabytes, and make a stream of each file (docs/adr/0033).
 */
export class TarReader {
  readonly #header = Buffer.alloc(BLOCK);
  #filled = 0;
  #skip = 0;
  #kept: Kept | undefined;
  #said: Said = {};
  #zeroBlocks = 0;
  /** Where its holes are is being said. */
  #sparse: TarHeader | undefined;

  constructor(private readonly visitor: TarVisitor) {}

  /** Throws `UnreadableImageError`. */
  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length && this.#zeroBlocks < 2; ) at += this.#take(chunk, at);
  }

  /** No more comes. Throws `UnreadableImageError` where more should have. */
  end(): void {
    if (this.#filled > 0 || this.#skip > 0 || this.#kept !== undefined || this.#sparse !== undefined)
      throw new UnreadableImageError('One of its layers ends in the middle of a file.');
  }

  /** How much of the chunk was used. */
  #take(chunk: Buffer, at: number): number {
    if (this.#kept !== undefined) return this.#keep(this.#kept, chunk, at);
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, chunk.length - at);
      this.#skip -= skipped;
      return skipped;
    }
    const copied = chunk.copy(this.#header, this.#filled, at, at + BLOCK - this.#filled);
    this.#filled += copied;
    if (this.#filled === BLOCK) this.#block(this.#header);
    return copied;
  }

  #keep(kept: Kept, chunk: Buffer, at: number): number {
    const copied = chunk.copy(kept.content, kept.filled, at);
    kept.filled += copied;
    if (kept.filled === kept.content.length) this.#finish(kept);
    return copied;
  }

  #block(block: Buffer): void {
    this.#filled = 0;
    const sparse = this.#sparse;
    if (sparse === undefined) this.#begin(tarHeaderIn(block));
    else if (!isMapLonger(block)) {
      this.#sparse = undefined;
      this.#begin({ ...sparse, isMapLonger: false });
    }
  }

  #begin(header: TarHeader | undefined): void {
    this.#zeroBlocks = header === undefined ? this.#zeroBlocks + 1 : 0;
    if (header === undefined) return;
    if (header.isMapLonger) {
      this.#sparse = header;
      return;
    }
    const size = header.kind === 'file' ? (this.#said.size ?? header.size) : header.size;
    const wanted = Math.min(size, this.#wantedOf({ ...header, size }));
    this.#skip = Math.ceil(size / BLOCK) * BLOCK - wanted;
    const kept = { header: { ...header, size }, content: Buffer.alloc(wanted), filled: 0 };
    if (wanted > 0) this.#kept = kept;
    else this.#forget(header);
  }

  #isExtension({ kind }: TarHeader): boolean {
    return kind === 'pax' || kind === 'long-name' || kind === 'long-link';
  }

  #wantedOf(header: TarHeader): number {
    if (this.#isExtension(header)) {
      if (header.size <= MAX_EXTENSION_BYTES) return header.size;
      throw new UnreadableImageError('One of its layers has a name, or attributes, of more than a megabyte.');
    }
    return header.kind === 'ignored' ? 0 : this.visitor.entry(this.#entryOf(header));
  }

  #entryOf(header: TarHeader): TarEntry {
    return { ...header, ...this.#said } as TarEntry;
  }

  #finish({ header, content }: Kept): void {
    this.#kept = undefined;
    if (header.kind === 'long-name') this.#said.name = withoutEnd(content);
    else if (header.kind === 'long-link') this.#said.linkName = withoutEnd(content);
    else if (header.kind === 'pax') this.#hear(content);
    else {
      this.visitor.content(this.#entryOf(header), content);
      this.#forget(header);
    }
  }

  #hear(content: Buffer): void {
    const records = paxRecords(content);
    const [name, linkName, size] = ['path', 'linkpath', 'size'].map((key) => records.get(key));
    if (name !== undefined) this.#said.name = name;
    if (linkName !== undefined) this.#said.linkName = linkName;
    if (size === undefined) return;
    if (!/^\d{1,15}$/.test(size))
      throw new UnreadableImageError('One of its layers has a file whose size is no number that a file can have.');
    this.#said.size = Number(size);
  }

  /** What was said was said of this entry. */
  #forget(header: TarHeader): void {
    if (!this.#isExtension(header)) this.#said = {};
  }
}
