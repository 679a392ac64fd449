import { join } from 'node:path';
import { signingKeyFile } from '#libs/audit';
import { runningStoresFile } from '#libs/settings';

/** The files of a data directory that hold secrets; not each is there. */
export const dataDirectorySecrets = (dataDir: string): readonly string[] => [
  runningStoresFile(dataDir),
  join(dataDir, 'stores', 'passwords.json'),
  join(dataDir, 'stores', 'certificate.json'),
  join(dataDir, 'gateway', 'secret'),
  join(dataDir, 'connections', 'keys'),
  join(dataDir, 'identity', 'secrets.json'),
  signingKeyFile(dataDir),
];
