import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a running standalone's parts are, for the command line tool on the same machine. */
export interface StandaloneAddresses {
  readonly api: string;
  readonly eventStore: string;
  readonly mongodb: string;
  readonly mongodbDatabase: string;
}

const addressesFile = (dataDir: string): string => join(dataDir, 'standalone.json');

/** Whole or not at all; readable by its owner alone, since connection strings may hold passwords. */
export const writeAddresses = async (dataDir: string, addresses: StandaloneAddresses): Promise<void> => {
  const file = addressesFile(dataDir);
  await writeFile(`${file}.new`, `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
};

export const removeAddresses = (dataDir: string): Promise<void> => rm(addressesFile(dataDir), { force: true });
