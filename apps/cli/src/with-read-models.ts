import { domainProjections } from '#libs/domain';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { openAddress, withoutPassword } from '#libs/settings';
import { findStores, type StoreAddresses } from './find-stores.js';
import { notServed } from './not-served.js';

type Work = (database: ReadModelsConnection, addresses: StoreAddresses) => Promise<void>;

/** Works on the read models and closes the connection. Throws, in one line, where nothing is running. */
export const withReadModels = async (work: Work): Promise<void> => {
  const addresses = await findStores();
  const { mongodbUrl: url, databaseName, saidBy } = addresses;
  // of an earlier or later program's documents nothing is read but what this one needs
  const database = openAddress(saidBy, url, () =>
    connectReadModels({ url, databaseName, projections: domainProjections }),
  );
  try {
    await database.ping().catch((cause: unknown) => {
      throw notServed('database', `${withoutPassword(url)} (${saidBy})`, cause);
    });
    await work(database, addresses);
  } finally {
    await database.close();
  }
};
