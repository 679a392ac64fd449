import { UnreadableImageError } from '../unreadable-image-error.js';

const GIB = 1024 ** 3;

/** Larger images are not read: each of their layers is pulled once from its registry. */
const MAX_BYTES = 30 * GIB;
/** Of what a gigabyte and this many times what is pulled does not hold, nothing is an image: gzip can pack a thousand times as much. */
const MAX_RATIO = 100;
const MAX_ENTRIES = 5_000_000;

/** How much is read of one image, whose registry and layers are anybody's. Throws `UnreadableImageError` beyond that. */
export class ReadingLimits {
  #left: number;
  #entriesLeft = MAX_ENTRIES;

  /** `bytes`: to be pulled. */
  constructor(bytes: number) {
    if (bytes > MAX_BYTES)
      throw new UnreadableImageError(`It is larger than what is read here: ${Math.round(bytes / GIB)} GiB.`);
    this.#left = GIB + bytes * MAX_RATIO;
  }

  unpacked(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new UnreadableImageError('Its layers hold far more than images do.');
  }

  entry(): void {
    this.#entriesLeft -= 1;
    if (this.#entriesLeft < 0) throw new UnreadableImageError(`It has more than ${MAX_ENTRIES} files.`);
  }
}
