import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageDirectory } from './package-directory.js';

/** The path of a built program, e.g. `session-runner`; tools/bundle-programs.mjs lists them. Throws where it is not built. */
export const programPath = (name: string): string => {
  const path = join(packageDirectory, 'dist', 'programs', `${name}.js`);
  if (!existsSync(path)) throw new Error(`${path} is missing. Run "npm run build".`);
  return path;
};
