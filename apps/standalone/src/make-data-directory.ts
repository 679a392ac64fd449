import { resolve } from 'node:path';
import { makeDirectory } from '#libs/embedded/data-directory';

/** Throws, saying what to do, where there can be no such directory or nothing can be written to it. */
export const makeDataDirectory = async (dataDir: string): Promise<void> => {
  try {
    await makeDirectory(dataDir);
  } catch (error) {
    const { message: reason } = error as Error;
    throw new Error(
      `The data directory ${resolve(dataDir)} (DATA_DIR) cannot be used: ${reason}. Choose another one.`,
      { cause: error },
    );
  }
};
