import type { InstalledPackage } from '../installed-package.js';
import { namedVersion } from '../packages/named-version.js';

/** Types of package URLs, as what their packages are called here; others are called as they are. */
const managers: ReadonlyMap<string, string> = new Map([
  ['deb', 'dpkg'],
  ['pypi', 'pip'],
  ['cran', 'r'],
]);

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** Where a distribution is part of the name: `pkg:deb/debian/bash`. */
const distributions: ReadonlySet<string> = new Set(['deb', 'apk', 'rpm', 'conda', 'alpm']);

/** `pkg:type/namespace/name@version?qualifiers#subpath`: https://github.com/package-url/purl-spec */
export const packageOfUrl = (url: string): readonly InstalledPackage[] => {
  const [, type = '', path = '', at] =
    /^pkg:\/{0,2}([A-Za-z][\w.+-]{0,40})\/([^?#]*?)(?:@([^@?#/]*))?(?:[?#]|$)/.exec(url) ?? [];
  const names = path.split('/').filter((part) => part !== '');
  const name = decoded((distributions.has(type) ? names.slice(-1) : names).join('/'));
  const version = decoded(at ?? '');
  return namedVersion(name, version).map((one) => ({ manager: managers.get(type) ?? type, ...one }));
};
