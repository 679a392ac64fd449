import { join } from 'node:path';

/** Where an installation that names no other keeps its key. */
export const signingKeyFile = (dataDir: string): string => join(dataDir, 'signing', 'key.pem');
