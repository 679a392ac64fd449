import { controlFields } from './control-fields.js';
import { type NamedVersion, namedVersion } from './named-version.js';
import type { PackageDatabase } from './package-database.js';

/** Third word of `Status`: what it says is not there, or only its configuration is. */
const absent: ReadonlySet<string> = new Set(['not-installed', 'config-files']);

/** Distroless images, whose packages have a file each, say no status. */
const isInstalled = (status: string | undefined): boolean =>
  status === undefined || !absent.has(status.split(/\s+/)[2] ?? '');

const packageIn = (paragraph: string): readonly NamedVersion[] => {
  const fields = controlFields(paragraph);
  return isInstalled(fields.get('Status')) ? namedVersion(fields.get('Package'), fields.get('Version')) : [];
};

/** Debian and its descendants. */
export const dpkg: PackageDatabase = {
  manager: 'dpkg',
  path: /^var\/lib\/dpkg\/(?:status|status\.d\/[^/]+(?<!\.md5sums))$/,
  maxBytes: 16 * 1024 * 1024,
  isLonger: 'unreadable',
  packagesIn: (text) => text.split(/\r?\n\r?\n+/).flatMap(packageIn),
};
