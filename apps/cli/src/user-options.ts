import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.js';

/** Options of every command that is a server with users. */
export const userOptions = {
  user: { type: 'string', multiple: true },
  'password-file': { type: 'string', multiple: true },
} as const;

interface Named {
  readonly user?: string[] | undefined;
  readonly 'password-file'?: string[] | undefined;
}

/**
 * Passwords are read from files: what is typed on a command line can be read by everybody on the machine. Throws UsageError where
 * a file or a name is missing.
 */
export const usersOf = async ({
  user: names = [],
  'password-file': files = [],
}: Named): Promise<{ name: string; password: string }[]> => {
  if (names.length !== files.length) throw new UsageError('each --user needs a --password-file, in the same order');
  return Promise.all(
    names.map(async (name, index) => {
      const password = (await readFile(files[index] ?? '', 'utf8')).replace(/\r?\n$/, '');
      return { name, password };
    }),
  );
};
