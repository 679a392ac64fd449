import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes the directory, and those above it, where they are missing, for their owner alone; and sees that it can be written to.
 * @throws Error with the reason as its message, without a full stop, for the caller's sentence to end with
 */
export const makeDirectory = async (directory: string): Promise<void> => {
  try {
    await make(resolve(directory));
    await access(directory, constants.W_OK);
  } catch (cause) {
    throw new Error(reasonOf(cause as NodeJS.ErrnoException), { cause });
  }
};

/**
 * Each directory is tried once, from the top. Node's own recursive mkdir takes ENOENT for a missing parent and tries again, without
 * end, where the parent is there but takes no directories, as `/proc` does.
 */
const make = async (path: string): Promise<void> => {
  if (await isDirectory(path)) return;
  if (dirname(path) !== path) await make(dirname(path));
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    // somebody else may have made it meanwhile
    if (!(await isDirectory(path))) throw error;
  }
};

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const reasonOf = ({ code = 'unknown error', path = '' }: NodeJS.ErrnoException): string => {
  if (code === 'EEXIST') return `${path} is a file`;
  if (code === 'ENOENT') return `no directory can be made in ${dirname(path)}`;
  return `${path} is not writable (${code})`;
};
