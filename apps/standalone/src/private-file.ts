import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file's text, or `undefined` where there is none. */
export const readPrivateFile = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Puts what was written at `beside` in its place. */
type Place = (beside: string, path: string) => Promise<void>;

const write = async (path: string, content: string, place: Place): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await chmod(dirname(path), 0o700);
  const beside = `${path}.${randomUUID()}`;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
};

/** Writes whole or not at all, readable by the owner alone (0600 in a directory of 0700), and on disk when it returns. */
export const writePrivateFile = (path: string, content: string): Promise<void> => write(path, content, rename);

const unlessThere: Place = async (beside, path) => {
  try {
    await link(beside, path);
    await rm(beside);
  } catch (error) {
    // a file system without links has no way to be sure
    await ((error as NodeJS.ErrnoException).code === 'EEXIST' ? rm(beside) : rename(beside, path));
  }
};

/** As `writePrivateFile`, but leaves what is there already: of processes that begin at once, the first one decides. */
export const createPrivateFile = (path: string, content: string): Promise<void> => write(path, content, unlessThere);
