import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The directory that the latest run of a launch has as /work, of the local runtime. */
export const workOf = async (dataDir: string, launchId: string): Promise<string> => {
  const runtime = join(dataDir, 'runtime');
  return join(runtime, 'disks', await readFile(join(runtime, 'launches', launchId), 'utf8'), 'work');
};
