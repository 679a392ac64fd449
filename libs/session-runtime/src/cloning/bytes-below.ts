import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessAbsent } from '../unless-absent.js';

/** Of all files in a directory, which may change meanwhile. */
export const bytesBelow = async (directory: string): Promise<number> => {
  let bytes = 0;
  for (const entry of (await unlessAbsent(readdir(directory, { withFileTypes: true }))) ?? []) {
    const path = join(directory, entry.name);
    bytes += entry.isDirectory() ? await bytesBelow(path) : ((await unlessAbsent(lstat(path)))?.size ?? 0);
  }
  return bytes;
};
