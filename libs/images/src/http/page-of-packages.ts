import type { InstalledPackage } from '#libs/image-contents';
import { decodeCursor, encodeCursor } from '#libs/rest';
import type { ImageContentsQuery } from './image-contents.dto.js';

interface PackagesPage {
  readonly found: number;
  readonly packages: readonly InstalledPackage[];
  readonly next: string | undefined;
}

const keyOf = ({ manager, name, version }: InstalledPackage): readonly [string, string, string] => [
  manager,
  name,
  version,
];

/** Packages come in the order of this text. */
const orderOf = (key: readonly string[]): string => key.join(' ');

/** What fits the query, from where the page before it ended. */
export const pageOfPackages = (
  packages: readonly InstalledPackage[],
  { query = '', manager, cursor, limit }: ImageContentsQuery,
): PackagesPage => {
  const wanted = query.trim().toLowerCase();
  const found = packages.filter(
    (one) => (manager === undefined || one.manager === manager) && one.name.toLowerCase().includes(wanted),
  );
  const after = cursor === undefined ? '' : orderOf(decodeCursor(cursor, 3));
  const rest = found.filter((one) => orderOf(keyOf(one)) > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const next = last !== undefined && rest.length > page.length ? encodeCursor(keyOf(last)) : undefined;
  return { found: found.length, packages: page, next };
};

/** How many each manager has, in their order. */
export const packagesByManager = (
  packages: readonly InstalledPackage[],
): { readonly manager: string; readonly packages: number }[] => {
  const counts = new Map<string, number>();
  for (const { manager } of packages) counts.set(manager, (counts.get(manager) ?? 0) + 1);
  return [...counts].map(([manager, count]) => ({ manager, packages: count }));
};
