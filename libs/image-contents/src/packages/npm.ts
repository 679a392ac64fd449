import { z } from 'zod';
import { namedVersion } from './named-version.js';
import type { PackageDatabase } from './package-database.js';

const schema = z.object({ name: z.string(), version: z.string() });

const said = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What is installed globally, and not what that is made of. */
export const npm: PackageDatabase = {
  manager: 'npm',
  path: /^(?!.*node_modules.*node_modules)(?:.*\/)?lib\/node_modules\/(?:@[^/]+\/)?[^/@][^/]*\/package\.json$/,
  maxBytes: 1024 * 1024,
  isLonger: 'enough',
  packagesIn: (text) => {
    const { name, version } = schema.safeParse(said(text)).data ?? {};
    return namedVersion(name, version);
  },
};
