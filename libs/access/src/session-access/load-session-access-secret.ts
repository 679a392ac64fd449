import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
};

/** Appears as a whole or not at all, and whoever comes second takes what the first one made. */
const generate = async (directory: string, file: string): Promise<void> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = join(directory, `.secret-${randomUUID()}`);
  try {
    await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    await link(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

/**
 * The secret that the API and the gateway share: the setting where there is one, otherwise `<dataDir>/gateway/secret`,
 * generated at first use and readable by its owner alone.
 */
export const loadSessionAccessSecret = async (setting: string | undefined, dataDir: string): Promise<string> => {
  if (setting !== undefined && setting !== '') return setting;
  const directory = join(dataDir, 'gateway');
  const file = join(directory, 'secret');
  const known = await readIfThere(file);
  if (known !== undefined) return known;
  await generate(directory, file);
  return readFile(file, 'utf8').then((text) => text.trim());
};
