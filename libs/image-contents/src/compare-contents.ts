import type { InstalledPackage } from './installed-package.js';

type Named = Pick<InstalledPackage, 'manager' | 'name' | 'version'>;

interface ChangedPackage {
  readonly manager: string;
  readonly name: string;
  /** Several versions are separated by a comma. */
  readonly from: string;
  readonly to: string;
}

export interface ContentsComparison {
  readonly added: readonly Named[];
  readonly removed: readonly Named[];
  readonly changed: readonly ChangedPackage[];
}

type Versions = ReadonlyMap<string, { readonly manager: string; readonly name: string; readonly versions: string[] }>;

const byName = (packages: readonly InstalledPackage[]): Versions => {
  const found = new Map<string, { manager: string; name: string; versions: string[] }>();
  for (const { manager, name, version } of packages) {
    const key = `${manager} ${name}`;
    const one = found.get(key) ?? { manager, name, versions: [] };
    one.versions.push(version);
    found.set(key, one);
  }
  return found;
};

const compareNames = (one: Named | ChangedPackage, other: Named | ChangedPackage): number =>
  `${one.manager} ${one.name}` < `${other.manager} ${other.name}` ? -1 : 1;

/** By a set: an image can name one package in fifty thousand versions. */
const without = (versions: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others);
  return versions.filter((version) => !known.has(version));
};

/** What somebody gets, loses and gets in another version who moves from one image to the other. */
export const compareContents = (
  from: readonly InstalledPackage[],
  to: readonly InstalledPackage[],
): ContentsComparison => {
  const [before, after] = [byName(from), byName(to)];
  const [added, removed, changed]: [Named[], Named[], ChangedPackage[]] = [[], [], []];
  for (const [key, { manager, name }] of new Map([...before, ...after])) {
    const [was, is] = [before.get(key)?.versions ?? [], after.get(key)?.versions ?? []];
    const [gone, come] = [without(was, is), without(is, was)];
    if (gone.length > 0 && come.length > 0) changed.push({ manager, name, from: gone.join(', '), to: come.join(', ') });
    else {
      removed.push(...gone.map((version) => ({ manager, name, version })));
      added.push(...come.map((version) => ({ manager, name, version })));
    }
  }
  return { added: added.sort(compareNames), removed: removed.sort(compareNames), changed: changed.sort(compareNames) };
};
