import { basename, dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { packedByTar } from '../packed-by-tar.js';

/** A directory as a tar archive, its name before every file's. */
export function archiveDirectory(path: string): Promise<Readable> {
  return packedByTar(['--sparse', '-C', dirname(path), '--', basename(path)]);
}
