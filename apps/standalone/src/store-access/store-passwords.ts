import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from '../private-file.js';
import { readPrivateJson } from './read-private-json.js';

const password = z.string().regex(/^[\w-]{43}$/);
const schema = z.strictObject({ eventStore: password, documents: password });

/** Of the one user that each embedded server has. */
export type StorePasswords = z.infer<typeof schema>;

const random = (): string => randomBytes(32).toString('base64url');

/** Reads the passwords, or makes them at the first start. Throws where they are damaged, saying what to do. */
export const loadStorePasswords = async (dataDir: string): Promise<StorePasswords> => {
  const path = join(dataDir, 'stores', 'passwords.json');
  const known = await readPrivateJson(path, schema);
  if (known !== undefined) return known;
  const passwords = { eventStore: random(), documents: random() };
  await writePrivateFile(path, `${JSON.stringify(passwords, null, 2)}\n`);
  return passwords;
};
