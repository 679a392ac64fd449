import { accessSync, constants, statSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/** What the user meets in a session: this computer's JupyterLab, or the bundled file view where there is none. */
export type FrontEnd =
  | {
      readonly kind: 'jupyter';
      /** Absolute path of jupyter-lab. */
      readonly command: string;
      /** Absolute path of bwrap, present when a real /work was proven to be possible. */
      readonly bubblewrap?: string | undefined;
    }
  | { readonly kind: 'file-view' };

/** An executable's absolute path: as given, else the first on our PATH; undefined when there is none. */
export function findExecutable(nameOrPath: string): string | undefined {
  const candidates = isAbsolute(nameOrPath)
    ? [nameOrPath]
    : (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, nameOrPath));
  return candidates.find((candidate) => isAbsolute(candidate) && isExecutable(candidate));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The directories that an installed script needs: its own `<prefix>/bin/script` and its interpreter's, links followed. */
export async function installPrefixes(command: string): Promise<string[]> {
  const file = await realpath(command);
  const [, interpreter] = /^#!\s*(\/\S+)/.exec(await readFile(file, 'latin1')) ?? [];
  const programs = [command, file, ...(interpreter === undefined ? [] : [interpreter, await realpath(interpreter)])];
  return [...new Set(programs.map((program) => dirname(dirname(program))))];
}
