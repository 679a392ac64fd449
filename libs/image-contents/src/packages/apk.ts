import { type NamedVersion, namedVersion } from './named-version.js';
import type { PackageDatabase } from './package-database.js';

const packageIn = (record: string): readonly NamedVersion[] =>
  namedVersion(/^P:(.*)$/m.exec(record)?.[1]?.trim(), /^V:(.*)$/m.exec(record)?.[1]?.trim());

/** Alpine. Where `/lib` leads to `/usr/lib` its database is there. */
export const apk: PackageDatabase = {
  manager: 'apk',
  path: /^(?:usr\/)?lib\/apk\/db\/installed$/,
  maxBytes: 16 * 1024 * 1024,
  isLonger: 'unreadable',
  packagesIn: (text) => text.split(/\n\n+/).flatMap(packageIn),
};
