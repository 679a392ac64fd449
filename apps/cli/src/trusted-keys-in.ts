import { readFile } from 'node:fs/promises';
import { TrustedKeys } from '#libs/audit';

/** The keys of the file that `--key` names. Throws an `Error` that says what is wrong with it. */
export const trustedKeysIn = async (file: string): Promise<TrustedKeys> => {
  try {
    return new TrustedKeys(await readFile(file, 'utf8'));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the keys in ${file} cannot be used: ${said}`, { cause });
  }
};
