import { readRunningStores, readSettings, runningStoresFile } from '#libs/settings';

export interface StoreAddresses {
  readonly mongodbUrl: string;
  readonly databaseName: string;
  readonly eventStoreUrl: string | undefined;
  /** Where the database's address comes from, for whoever has to correct it. */
  readonly saidBy: string;
}

const names = ['EVENTSTORE_URL', 'MONGODB_URL', 'MONGODB_DATABASE', 'DATA_DIR'];

/** Those that the settings name, else those which run on DATA_DIR. */
export const findStores = async (): Promise<StoreAddresses> => {
  const settings = readSettings(Object.fromEntries(names.map((name) => [name, process.env[name]])));
  const { EVENTSTORE_URL: eventStoreUrl, MONGODB_URL: mongodbUrl } = settings;
  const { MONGODB_DATABASE: databaseName, DATA_DIR: dataDir } = settings;
  if (mongodbUrl !== undefined) return { mongodbUrl, databaseName, eventStoreUrl, saidBy: 'MONGODB_URL' };
  const running = await readRunningStores(dataDir);
  if (running === undefined)
    throw new Error(
      `no standalone has been started with DATA_DIR=${dataDir}: start one there (npm start), or set DATA_DIR or MONGODB_URL`,
    );
  const isNamed = (process.env['MONGODB_DATABASE'] ?? '') !== '';
  return {
    mongodbUrl: running.mongodb,
    databaseName: isNamed ? databaseName : running.mongodbDatabase,
    eventStoreUrl: eventStoreUrl ?? running.eventStore,
    saidBy: runningStoresFile(dataDir),
  };
};
