import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const prefix = '.cloning-';

/** A clone is made beside the name that it comes to once it is whole. */
export const halfClones = {
  /** `id`: of its own. */
  pathOf: (work: string, id: string): string => join(work, `${prefix}${id}`),
  /** Those that a run left which was killed meanwhile. */
  removeAll: async (work: string): Promise<void> => {
    const left = (await readdir(work)).filter((name) => name.startsWith(prefix));
    await Promise.all(left.map((name) => rm(join(work, name), { recursive: true, force: true })));
  },
};
