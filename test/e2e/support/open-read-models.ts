import { domainProjections } from '#libs/domain';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { Program } from '../../support/program.js';

/** The read models of a system that runs, as its own programs read them. Whoever opens them closes them. */
export const openReadModels = async (dataDir: string): Promise<ReadModelsConnection> => {
  const stores = new Program('bin/renku-sessions.js', ['stores'], { DATA_DIR: dataDir });
  const url = await stores.says(/^MONGODB_URL='(.*)'$/m);
  const databaseName = await stores.says(/^MONGODB_DATABASE='(.*)'$/m);
  return connectReadModels({ url, databaseName, projections: domainProjections });
};
