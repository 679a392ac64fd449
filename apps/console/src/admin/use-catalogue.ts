import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { allOf } from '../api/all-of.js';
import { answerOf } from '../api/answer-of.js';
import type { CatalogueEnvironment } from '../api/schema.js';
import { useServices } from '../page/services.js';

interface Catalogue {
  readonly offered: UseQueryResult<readonly CatalogueEnvironment[]>;
  readonly archived: UseQueryResult<readonly CatalogueEnvironment[]>;
  /** Sessions by environment; what none has is missing. */
  readonly use: UseQueryResult<ReadonlyMap<string, number>>;
  /** What was changed is read again. */
  readonly refresh: () => Promise<void>;
}

export const useCatalogue = (withArchived: boolean): Catalogue => {
  const { api } = useServices();
  const client = useQueryClient();
  const offered = useQuery({
    queryKey: ['environments'],
    queryFn: () => allOf((page) => api.GET('/api/v1/environments', { params: { query: page } })),
  });
  const archived = useQuery({
    queryKey: ['environments', 'archived'],
    queryFn: () =>
      allOf((page) => api.GET('/api/v1/environments', { params: { query: { ...page, archived: 'true' } } })),
    enabled: withArchived,
  });
  const use = useQuery({
    queryKey: ['environment-use'],
    queryFn: async () => {
      const used = await answerOf(api.GET('/api/v1/environment-use'));
      return new Map(used.map(({ environmentId, sessions }) => [environmentId, sessions]));
    },
  });
  return { offered, archived, use, refresh: () => client.invalidateQueries({ queryKey: ['environments'] }) };
};
