import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { DataDirectoryError } from './data-directory-error.js';

const LOCK_FILE = 'lock.db';
const HOLDER_FILE = 'lock.pid';

const holderOf = (dataDir: string): string => {
  try {
    return `process ${readFileSync(join(dataDir, HOLDER_FILE), 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
};

export interface DataDirectoryLock {
  release(): void;
}

/**
 * Makes this process the only user of the directory (created when absent). The lock is the operating system's on a file that
 * stays open, so it ends with its holder, however that dies; a lock file by its mere existence would not.
 * @throws DataDirectoryError when another server uses the directory
 */
export const lockDataDirectory = (dataDir: string): DataDirectoryLock => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new Database(join(dataDir, LOCK_FILE));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new DataDirectoryError(
      `The data directory ${dataDir} is in use by ${holderOf(dataDir)}: stop it, or choose another directory`,
      error,
    );
  }
  writeFileSync(join(dataDir, HOLDER_FILE), `${process.pid}\n`);
  return { release: () => lock.close() };
};
