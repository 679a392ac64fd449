import { z } from 'zod';
import { parseJsonList } from '#libs/settings';
import { type StorageSource, storageSourceSchema } from './storage-source.js';

type Issues = z.core.$RefinementCtx;

const refuseTwice = (all: readonly StorageSource[], issues: Issues): void => {
  for (const [index, { source }] of all.entries()) {
    const first = all.findIndex((other) => other.source === source);
    if (first < index)
      issues.addIssue({ code: 'custom', path: [index, 'source'], message: `is that of entry ${first} already` });
  }
};

/** Whoever writes to the outer one could put a link to anywhere in the place of the inner one. */
const refuseWithinWritable = (all: readonly StorageSource[], issues: Issues): void => {
  for (const [index, { directory = '' }] of all.entries()) {
    const outer = all.findIndex(
      (other) => other.writable && other.directory !== undefined && directory.startsWith(`${other.directory}/`),
    );
    if (outer === -1) continue;
    const message = `lies in the directory of entry ${outer}, which sessions may write to`;
    issues.addIssue({ code: 'custom', path: [index, 'directory'], message });
  }
};

const listed = z.array(storageSourceSchema, 'has to be a list: [{…}, …]').superRefine((all, issues) => {
  refuseTwice(all, issues);
  refuseWithinWritable(all, issues);
});

/** The storages that the administrator offers to projects. */
export class StorageSources {
  constructor(readonly all: readonly StorageSource[] = []) {}

  /** Of a file's text. Throws an `Error` with a line for each thing that is wrong. */
  static parse(text: string): StorageSources {
    return new StorageSources(parseJsonList(text, listed, '[{"source": "data", "directory": "/srv/data"}]'));
  }

  of(source: string): StorageSource | undefined {
    return this.all.find((one) => one.source === source);
  }
}
