import { useQuery } from '@tanstack/react-query';
import type { Session } from '../api/schema.js';
import { useServices } from '../page/services.js';
import { useOpenProject } from '../projects/open-project.js';
import { projectQueries } from '../projects/project-queries.js';

interface Now {
  readonly session: Session | undefined;
  /** It is not there any more. */
  readonly isGone: boolean;
}

/** A session of the project as it is now, also one that is not among those that are shown. */
export const useSessionNow = (sessionId: string): Now => {
  const { api } = useServices();
  const { projectId, data } = useOpenProject();
  const shown = data.sessions.find((session) => session.sessionId === sessionId);
  const query = projectQueries(api, projectId).session(sessionId);
  const { data: found } = useQuery({ ...query, enabled: shown === undefined });
  return { session: shown ?? found ?? undefined, isGone: shown === undefined && found === null };
};
