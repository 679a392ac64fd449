import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf } from '../api/answer-of.js';
import type { Project, Session } from '../api/schema.js';
import { useServices } from '../page/services.js';

/** Each is asked for its sessions, since the API searches one project at a time. */
export const SEARCHED_PROJECTS = 10;
/** Fewer letters would find everything. */
export const FEWEST_LETTERS = 2;
/** Of each project. */
const MOST = 8;

type Found = Pick<Session, 'sessionId' | 'name'> & { readonly project: Project };

/** Sessions of the first of these projects, whose names begin so; none for fewer letters than are looked for. */
export const useFoundSessions = (query: string, projects: readonly Project[]) => {
  const { api } = useServices();
  const searched = projects.filter(({ counts }) => counts.sessions > 0).slice(0, SEARCHED_PROJECTS);
  const within = async (project: Project, signal: AbortSignal): Promise<readonly Found[]> => {
    const params = { path: { projectId: project.projectId }, query: { query, limit: MOST } };
    const found = await answerOf(api.GET('/api/v1/projects/{projectId}/sessions', { params, signal }));
    return found.map(({ sessionId, name }) => ({ sessionId, name, project }));
  };
  return useQuery({
    enabled: query.length >= FEWEST_LETTERS,
    queryKey: ['home', 'found', query, searched.map(({ projectId }) => projectId)],
    queryFn: async ({ signal }) => (await Promise.all(searched.map((project) => within(project, signal)))).flat(),
    placeholderData: keepPreviousData,
  });
};
