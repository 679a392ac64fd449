import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf } from '../api/answer-of.js';
import { projectKey } from '../live/project-key.js';
import { useServices } from '../page/services.js';

/** Positions or times; without `to`, now. */
export interface Moments {
  readonly from: string;
  readonly to?: string | undefined;
}

/** What of a project is not as it was. Compared with now, it is asked again whenever something happens. */
export const useDifferences = (projectId: string, { from, to }: Moments) => {
  const { api } = useServices();
  const query = { from, ...(to !== undefined && { to }) };
  return useQuery({
    queryKey: to === undefined ? [...projectKey(projectId), 'history', 'since', from] : ['diff', projectId, from, to],
    queryFn: () => answerOf(api.GET('/api/v1/projects/{projectId}/diff', { params: { path: { projectId }, query } })),
    placeholderData: keepPreviousData,
  });
};
