import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { readSettings } from '#libs/settings';

const addresses = z.object({ mongodb: z.string(), mongodbDatabase: z.string().optional() });

interface Database {
  readonly url: string;
  readonly databaseName: string;
  /** Where the address comes from, for whoever has to correct it. */
  readonly saidBy: string;
}

const names = ['MONGODB_URL', 'MONGODB_DATABASE', 'DATA_DIR'];

/** MONGODB_URL's, else that of the standalone which runs on DATA_DIR. */
const findDatabase = async (): Promise<Database> => {
  const settings = readSettings(Object.fromEntries(names.map((name) => [name, process.env[name]])));
  const { MONGODB_URL: url, MONGODB_DATABASE: databaseName, DATA_DIR: dataDir } = settings;
  if (url !== undefined) return { url, databaseName, saidBy: 'MONGODB_URL' };
  const file = join(dataDir, 'standalone.json');
  const running = await readAddresses(file, dataDir);
  const isNamed = (process.env['MONGODB_DATABASE'] ?? '') !== '';
  return {
    url: running.mongodb,
    databaseName: isNamed ? databaseName : (running.mongodbDatabase ?? databaseName),
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

const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');

/** Works on the read models and closes the connection. Throws, in one line, where nothing is running. */
export const withReadModels = async (work: (database: ReadModelsConnection) => Promise<void>): Promise<void> => {
  const { url, databaseName, saidBy } = await findDatabase();
  const database = connectReadModels({ url, databaseName });
  try {
    await database.ping().catch((cause: unknown) => {
      const message = `no database answers at ${withoutPassword(url)} (${saidBy}): is it running?`;
      throw new Error(message, { cause });
    });
    await work(database);
  } finally {
    await database.close();
  }
};
