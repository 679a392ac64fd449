import type { NamedVersion } from './named-version.js';

/** A kind of file that says which packages are installed. */
export interface PackageDatabase {
  readonly manager: string;
  /** Of paths in an image, which begin without a slash. */
  readonly path: RegExp;
  /** So much of it is read. */
  readonly maxBytes: number;
  /** A longer one: its beginning says enough, or else all of it is needed and the image cannot be read. */
  readonly isLonger: 'enough' | 'unreadable';
  readonly packagesIn: (text: string, path: string) => readonly NamedVersion[];
}
