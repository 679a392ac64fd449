import { controlFields } from './control-fields.js';
import { namedVersion } from './named-version.js';
import type { PackageDatabase } from './package-database.js';

/** `library`, `site-library` and people’s own: `x86_64-pc-linux-gnu-library/4.3`. */
const path = /(?:^|\/)(?:site-)?library\/[^/]+\/DESCRIPTION$|-library\/\d+\.\d+\/[^/]+\/DESCRIPTION$/;

/** A package that is not installed, but somebody's source, was not built. */
export const r: PackageDatabase = {
  manager: 'r',
  path,
  maxBytes: 64 * 1024,
  isLonger: 'enough',
  packagesIn: (text) => {
    const fields = controlFields(text);
    return fields.has('Built') ? namedVersion(fields.get('Package'), fields.get('Version')) : [];
  },
};
