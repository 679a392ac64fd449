import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readSettings } from '#libs/settings';

const addresses = z.object({
  eventStore: z.string().optional(),
  mongodb: z.string(),
  mongodbDatabase: z.string().optional(),
});

export interface StoreAddresses {
  readonly mongodbUrl: string;
  readonly databaseName: string;
  readonly eventStoreUrl: string | undefined;
  /** Where the database's address comes from, for whoever has to correct it. */
  readonly saidBy: string;
}

const names = ['EVENTSTORE_URL', 'MONGODB_URL', 'MONGODB_DATABASE', 'DATA_DIR'];

/** Those that the settings name, else those of the standalone which runs on DATA_DIR. */
export const findStores = async (): Promise<StoreAddresses> => {
  const settings = readSettings(Object.fromEntries(names.map((name) => [name, process.env[name]])));
  const { EVENTSTORE_URL: eventStoreUrl, MONGODB_URL: mongodbUrl } = settings;
  const { MONGODB_DATABASE: databaseName, DATA_DIR: dataDir } = settings;
  if (mongodbUrl !== undefined) return { mongodbUrl, databaseName, eventStoreUrl, saidBy: 'MONGODB_URL' };
  const file = join(dataDir, 'standalone.json');
  const running = await readAddresses(file, dataDir);
  const isNamed = (process.env['MONGODB_DATABASE'] ?? '') !== '';
  return {
    mongodbUrl: running.mongodb,
    databaseName: isNamed ? databaseName : (running.mongodbDatabase ?? databaseName),
    eventStoreUrl: eventStoreUrl ?? running.eventStore,
    saidBy: file,
  };
};

const readAddresses = async (file: string, dataDir: string): Promise<z.infer<typeof addresses>> => {
  try {
    return addresses.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw new Error(
      `no standalone has been started with DATA_DIR=${dataDir}: start one there (npm start), or set DATA_DIR or MONGODB_URL`,
    );
  }
};
