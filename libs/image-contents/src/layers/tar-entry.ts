import type { TarHeader } from './tar-header.js';

/** One thing that an archive holds, by the name that it has there. */
export interface TarEntry extends Omit<TarHeader, 'kind' | 'isMapLonger'> {
  readonly kind: 'file' | 'hard-link' | 'directory' | 'other';
}
