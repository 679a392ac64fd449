import type { InstalledPackage } from './installed-package.js';

/** What is in an image: derived from nothing but its digest and a platform. */
export interface ImageContents {
  /** `sbom`: as its builder attests. */
  readonly source: 'layers' | 'sbom';
  /** By manager, name and version. */
  readonly packages: readonly InstalledPackage[];
  /** Managers that are there and whose packages are not read. */
  readonly unread: readonly string[];
}

/** Raised with each change of what is read: what an older reader found is read anew. */
export const READER_VERSION = 2;
