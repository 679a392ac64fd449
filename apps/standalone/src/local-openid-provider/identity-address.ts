import { join } from 'node:path';
import { readPrivateFile, writePrivateFile } from '../private-file.js';

const fileIn = (dataDir: string): string => join(dataDir, 'identity', 'issuer');

/** Where this data directory's provider was started last, for the token command to find it. */
export const readIdentityAddress = async (dataDir: string): Promise<string | undefined> => {
  const text = (await readPrivateFile(fileIn(dataDir)))?.trim();
  return text !== undefined && URL.canParse(text) ? text : undefined;
};

export const writeIdentityAddress = (dataDir: string, issuer: string): Promise<void> =>
  writePrivateFile(fileIn(dataDir), `${issuer}\n`);
