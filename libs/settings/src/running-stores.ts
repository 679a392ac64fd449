import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  eventStore: z.string(),
  mongodb: z.string(),
  mongodbDatabase: z.string(),
  /** The local OpenID provider's; absent where the settings name another one. */
  issuer: z.string().optional(),
  /** Absent where no API runs in the same process. */
  api: z.string().optional(),
});

/** Where the stores that run on a data directory are, for other processes of the same machine. */
export type RunningStores = z.infer<typeof schema>;

/** Whoever runs the stores of a data directory writes it. */
export const runningStoresFile = (dataDir: string): string => join(dataDir, 'stores.json');

/** Whole or not at all; readable by its owner alone, since connection strings may hold passwords. */
export const writeRunningStores = async (dataDir: string, stores: RunningStores): Promise<void> => {
  const file = runningStoresFile(dataDir);
  await writeFile(`${file}.new`, `${JSON.stringify(stores, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
};

export const removeRunningStores = (dataDir: string): Promise<void> => rm(runningStoresFile(dataDir), { force: true });

/** undefined: none were started there, or they were ended in order. Those that are there may have crashed since. */
export const readRunningStores = async (dataDir: string): Promise<RunningStores | undefined> => {
  try {
    return schema.parse(JSON.parse(await readFile(runningStoresFile(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
};
