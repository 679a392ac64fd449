import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Throws, saying what to do, where there can be no such directory or nothing can be written to it. */
export const makeDataDirectory = async (dataDir: string): Promise<void> => {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'there is a file in its place'
        : `it is not writable (${code ?? 'unknown error'})`;
    throw new Error(
      `The data directory ${resolve(dataDir)} (DATA_DIR) cannot be used: ${reason}. Choose another one.`,
      { cause },
    );
  }
};
