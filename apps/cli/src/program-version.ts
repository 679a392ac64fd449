import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageDirectory } from '#libs/package';

/** Of this program, as its package says. */
export const programVersion = async (): Promise<string> => {
  const file = join(packageDirectory, 'package.json');
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
};
