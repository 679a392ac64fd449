import type { ImageContents } from '../image-contents.js';
import type { ImagePlace } from '../image-place.js';
import type { InstalledPackage } from '../installed-package.js';

/** What is known of an image, but for its packages. */
export interface ContentsRow {
  /** Digest and platform. */
  readonly _id: string;
  /** Version of the reader that found it. */
  readonly reader: number;
  readonly source: ImageContents['source'];
  readonly unread: readonly string[];
  /** RFC 3339. */
  readonly readAt: string;
  /** That are known to hold it. */
  readonly places: readonly ImagePlace[];
  /** How many rows its packages are in. */
  readonly parts: number;
}

/** Some of an image's packages: all of them may be more than a document holds. */
export interface PackagesRow {
  /** Image, version of the reader, and number. */
  readonly _id: string;
  readonly image: string;
  readonly reader: number;
  readonly packages: readonly InstalledPackage[];
}

/** An image that is being read, from one repository: what another one holds by its digest may be the image as well, or nothing. */
export interface ReadingRow {
  /** Digest, platform and repository. */
  readonly _id: string;
  /** Who reads it; each time that somebody begins, another one. */
  readonly holder: string;
  /** Grows with each sign of life of who reads. */
  readonly beat: number;
  /** Grows as somebody waits for it, in whatever process. */
  readonly asks: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
}
