import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
const create = async (file: string, secret: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = join(dirname(file), `.secret-${randomUUID()}`);
  try {
    await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    await link(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

/** What the file has in it, made at first use and readable by its owner alone. */
export const generatedSecret = async (
  file: string,
  generate: () => string = () => randomBytes(32).toString('base64url'),
): Promise<string> => {
  const known = await readIfThere(file);
  if (known !== undefined) return known;
  await create(file, generate());
  return readFile(file, 'utf8').then((text) => text.trim());
};
