import { namedVersion } from './named-version.js';
import type { PackageDatabase } from './package-database.js';

/** `<name>-<version>-<build>.json`: the file's name says it, in megabytes of JSON nothing more is wanted. */
const path = /(?:^|\/)conda-meta\/([^/]+)-([^/-]+)-[^/-]+\.json$/;

/** conda, mamba and micromamba; each environment has its own. */
export const conda: PackageDatabase = {
  manager: 'conda',
  path,
  maxBytes: 0,
  isLonger: 'enough',
  packagesIn: (_, file) => {
    const [, name, version] = path.exec(file) ?? [];
    return namedVersion(name, version);
  },
};
