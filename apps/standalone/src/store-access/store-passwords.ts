import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createPrivateFile } from '../private-file.js';
import { readPrivateJson } from './read-private-json.js';

/** Of the one user that each embedded server has. */
export interface StorePasswords {
  readonly eventStore: string;
  readonly documents: string;
}

const isPassword = (text: string): boolean => /^[\w-]{43}$/.test(text);
const fields = { eventStore: isPassword, documents: isPassword };

const random = (): string => randomBytes(32).toString('base64url');

/** Reads the passwords, or makes them at the first start. Throws where they are damaged, saying what to do. */
export const loadStorePasswords = async (dataDir: string): Promise<StorePasswords> => {
  const path = join(dataDir, 'stores', 'passwords.json');
  const known = await readPrivateJson(path, fields);
  if (known !== undefined) return known;
  await createPrivateFile(path, `${JSON.stringify({ eventStore: random(), documents: random() }, null, 2)}\n`);
  return loadStorePasswords(dataDir);
};
