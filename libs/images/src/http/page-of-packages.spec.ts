import { describe, expect, test } from 'vitest';
import type { InstalledPackage } from '#libs/image-contents';
import { packagesByManager, pageOfPackages } from './page-of-packages.js';

const packages: readonly InstalledPackage[] = [
  ...[{ manager: 'dpkg', name: 'python3-numpy', version: '1' }],
  ...[{ manager: 'pip', name: 'Jinja2', version: '3' }],
  ...[{ manager: 'pip', name: 'numpy', version: '1' }],
  ...[{ manager: 'pip', name: 'numpy', version: '2' }],
];

const page = (query: Partial<Parameters<typeof pageOfPackages>[1]>) => {
  const { packages: shown, found, next } = pageOfPackages(packages, { limit: 10, ...query });
  return { shown: shown.map(({ name, version }) => `${name} ${version}`), found, next };
};

describe('packages', () => {
  test('are found by a part of their name, whatever its case, and by their manager', () => {
    expect(page({ query: 'NUMPY' })).toMatchObject({ found: 3, shown: ['python3-numpy 1', 'numpy 1', 'numpy 2'] });
    expect(page({ query: ' numpy ', manager: 'pip' })).toMatchObject({ found: 2, shown: ['numpy 1', 'numpy 2'] });
    expect(page({ query: 'nothing' })).toEqual({ found: 0, shown: [], next: undefined });
  });

  test('come page by page, each once', () => {
    const all: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 4; pages += 1) {
      const { shown, next } = page({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      all.push(...shown);
      cursor = next;
    }
    expect([all, cursor]).toEqual([['python3-numpy 1', 'Jinja2 3', 'numpy 1', 'numpy 2'], undefined]);
  });

  test('are counted by their manager', () => {
    expect(packagesByManager(packages)).toEqual([
      { manager: 'dpkg', packages: 1 },
      { manager: 'pip', packages: 3 },
    ]);
  });
});
