import { UnreadableImageError } from '../unreadable-image-error.js';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;
const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];
const RUN_LENGTH = 1;
/** Each is a turn of a thread: `zstd:chunked` has one for each file of an image. */
const MAX_FRAMES = 2_000_000;

/** What comes next, and in how many bytes. */
const fieldBytes = { magic: 4, skipped: 4, descriptor: 1, block: 3 } as const;

type Field = keyof typeof fieldBytes;

/** Of a frame's header, after its descriptor. */
const headerBytes = (descriptor: number): number => {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const contentSize = CONTENT_SIZE_BYTES[descriptor >> 6] ?? 0;
  return (isSingleSegment ? Math.max(1, contentSize) : 1 + contentSize) + (DICTIONARY_BYTES[descriptor & 3] ?? 0);
};

/**
 * Cuts what zstd packed at the ends of its frames (RFC 8878), and leaves out those that are to be skipped: Node 22 reads a frame that
 * begins where a piece does, and silently nothing of one that begins within.
 */
export class ZstdFrames {
  readonly #bytes = Buffer.alloc(4);
  #filled = 0;
  #field: Field = 'magic';
  #pass = 0;
  #skip = 0;
  #hasChecksum = false;
  #isLastBlock = false;
  #left = MAX_FRAMES;
  #frame: Buffer[] = [];

  /** None of them has bytes of two frames. Throws `UnreadableImageError`. */
  cut(chunk: Buffer): readonly Buffer[] {
    const pieces: Buffer[] = [];
    for (let at = 0; at < chunk.length; ) {
      at += this.#take(chunk, at);
      if (this.#pass === 0 && this.#isLastBlock) pieces.push(...this.#endOfFrame());
    }
    return [...pieces, ...this.#flushed()];
  }

  /** How much of the chunk was used. */
  #take(chunk: Buffer, at: number): number {
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, chunk.length - at);
      this.#skip -= skipped;
      return skipped;
    }
    if (this.#pass > 0) {
      const passed = chunk.subarray(at, at + this.#pass);
      this.#frame.push(passed);
      this.#pass -= passed.length;
      return passed.length;
    }
    const copied = chunk.copy(this.#bytes, this.#filled, at, at + fieldBytes[this.#field] - this.#filled);
    this.#filled += copied;
    if (this.#filled === fieldBytes[this.#field]) this.#read(this.#bytes.readUIntLE(0, this.#filled));
    return copied;
  }

  #read(value: number): void {
    const field = Buffer.from(this.#bytes.subarray(0, this.#filled));
    this.#filled = 0;
    switch (this.#field) {
      case 'magic':
        return this.#begin(value, field);
      case 'skipped':
        [this.#skip, this.#field] = [value, 'magic'];
        return;
      case 'descriptor':
        this.#frame.push(field);
        this.#hasChecksum = (value & 4) !== 0;
        [this.#pass, this.#field] = [headerBytes(value), 'block'];
        return;
      case 'block':
        this.#frame.push(field);
        this.#isLastBlock = (value & 1) !== 0;
        this.#pass = ((value >> 1) & 3) === RUN_LENGTH ? 1 : value >> 3;
        if (this.#isLastBlock && this.#hasChecksum) this.#pass += 4;
    }
  }

  #begin(magic: number, field: Buffer): void {
    this.#left -= 1;
    const isSkippable = magic >>> 4 === SKIPPABLE;
    if (this.#left < 0 || (magic !== MAGIC && !isSkippable))
      throw new UnreadableImageError('One of its layers is damaged, or packed into more pieces than there are files.');
    this.#field = isSkippable ? 'skipped' : 'descriptor';
    if (!isSkippable) this.#frame.push(field);
  }

  #endOfFrame(): readonly Buffer[] {
    [this.#isLastBlock, this.#field] = [false, 'magic'];
    return this.#flushed();
  }

  #flushed(): readonly Buffer[] {
    if (this.#frame.length === 0) return [];
    const piece = Buffer.concat(this.#frame);
    this.#frame = [];
    return [piece];
  }
}
