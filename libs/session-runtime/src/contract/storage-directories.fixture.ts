import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageSources } from '../storages/storage-sources.js';
import { unlessAbsent } from '../unless-absent.js';
import type { StoragesUnderTest } from './runtime-under-test.js';

interface StorageDirectories {
  readonly sources: StorageSources;
  readonly storages: Pick<StoragesUnderTest, 'kept' | 'writable' | 'gone' | 'contentOf'>;
}

/** The sources of the contract as directories of this machine, which the user of any container may write to. */
export async function storageDirectories(parent: string): Promise<StorageDirectories> {
  const directoryOf = (source: string): string => join(parent, 'storages', source);
  for (const source of ['kept', 'writable']) {
    await mkdir(directoryOf(source), { recursive: true });
    await chmod(directoryOf(source), 0o777);
    await writeFile(join(directoryOf(source), 'hello.txt'), 'hello');
  }
  const offered = ['kept', 'writable', 'gone'].map((source) => ({
    ...{ source, directory: directoryOf(source), writable: source !== 'kept' },
  }));
  return {
    sources: new StorageSources(offered),
    storages: {
      ...{ kept: 'kept', writable: 'writable', gone: 'gone' },
      contentOf: (source) => unlessAbsent(readFile(join(directoryOf(source), 'hello.txt'), 'utf8')),
    },
  };
}
