import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const nearest = (directory: string): string => {
  if (existsSync(join(directory, 'package.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error('package.json is missing: the program was taken out of its package');
  return nearest(parent);
};

/** Where our package.json is: from source, compiled or bundled, this file lies at different depths below it. */
export const packageDirectory = nearest(dirname(fileURLToPath(import.meta.url)));
