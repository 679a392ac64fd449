import type { ZodType } from 'zod';
import { readPrivateFile } from '../private-file.js';

const unusable = (path: string, cause: unknown): Error =>
  new Error(
    `What the embedded servers are protected with cannot be read from ${path}: it is damaged. Restore the file from a backup, ` +
      'or delete it: a new one is made at the next start, and who runs beside the stores has to be started again.',
    { cause },
  );

/** What the file says, or `undefined` where there is none. Throws where it is damaged, saying what to do. */
export const readPrivateJson = async <T>(path: string, schema: ZodType<T>): Promise<T | undefined> => {
  const text = await readPrivateFile(path);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw unusable(path, error);
  }
};
