import { queryOptions } from '@tanstack/react-query';
import { allOf } from '../api/all-of.js';
import type { Api } from '../api/create-api.js';

/** Of all lists of projects: one's own, those that everybody sees, or, for auditors, all. */
export const projectList = (api: Api, visibility?: 'public' | 'all') =>
  queryOptions({
    queryKey: ['project-list', visibility ?? 'own'],
    queryFn: () =>
      allOf((page) =>
        api.GET('/api/v1/projects', { params: { query: visibility === undefined ? page : { visibility, ...page } } }),
      ),
  });
