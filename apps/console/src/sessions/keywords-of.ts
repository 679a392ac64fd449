import type { CatalogueEnvironment } from '../api/schema.js';

/** All that environments have, those first that most of them have. */
export const keywordsOf = (environments: readonly Pick<CatalogueEnvironment, 'keywords'>[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const keyword of environments.flatMap(({ keywords }) => [...new Set(keywords)]))
    counts.set(keyword, (counts.get(keyword) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([keyword]) => keyword);
};
