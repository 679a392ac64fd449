import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../api/problem.js';
import type { Session } from '../api/schema.js';
import type { Asked } from '../page/failed.js';
import { useServices } from '../page/services.js';
import type { OpenProject, ProjectData } from './open-project.js';
import { projectQueries, SESSIONS_SHOWN } from './project-queries.js';
import { everySession, type SessionsWish } from './sessions-wish.js';

interface Read extends Pick<OpenProject, 'wanted' | 'find' | 'showMoreSessions'> {
  /** Undefined until all of it was read. */
  readonly data: ProjectData | undefined;
  readonly asked: readonly Asked[];
  readonly isGone: boolean;
}

const isNotFound = ({ error }: Asked): boolean => error instanceof Problem && error.status === 404;

/** What the page of a project shows, as the API says it. */
export const useProjectData = (projectId: string): Read => {
  const { api } = useServices();
  const queries = projectQueries(api, projectId);
  const { found, ...finding } = useFoundSessions(projectId);
  const [project, launches, repositories, storages, members] = useQueries({
    queries: [queries.project, queries.launches, queries.repositories, queries.storages, queries.members],
  });
  const defaultSession = useDefaultSession(projectId, project.data?.thing.defaultSessionId, found.data?.items);
  const asked = [project, found, launches, repositories, storages, members];
  const data: Partial<ProjectData> = {
    ...{ project: project.data?.thing, defaultSession, launches: launches.data, members: members.data },
    ...{ repositories: repositories.data, storages: storages.data },
    ...{ sessions: found.data?.items, hasMoreSessions: found.data?.hasMore, wish: found.data?.wish },
  };
  return {
    data: asked.every((query) => query.data !== undefined) ? (data as ProjectData) : undefined,
    ...{ asked, isGone: asked.some(isNotFound), ...finding },
  };
};

/** Some of the sessions, which may be many. */
const useFoundSessions = (projectId: string) => {
  const { api } = useServices();
  const client = useQueryClient();
  const [{ wish, count }, want] = useState({ wish: everySession, count: SESSIONS_SHOWN });
  const queries = projectQueries(api, projectId);
  const found = useQuery(queries.sessions(wish, count));
  return {
    found,
    wanted: wish,
    // whoever is quick changes what they wanted last, answered or not
    find: (change: Partial<SessionsWish>): void =>
      want((last) => ({ wish: { ...last.wish, ...change }, count: SESSIONS_SHOWN })),
    showMoreSessions: async (): Promise<Session | undefined> => {
      const more = count + SESSIONS_SHOWN;
      const { items } = await client.query({ ...queries.sessions(wish, more), retry: false });
      want({ wish, count: more });
      return items[found.data?.items.length ?? 0];
    },
  };
};

const useDefaultSession = (projectId: string, sessionId = '', shown: readonly Session[] = []): Session | undefined => {
  const { api } = useServices();
  const found = shown.find((session) => session.sessionId === sessionId);
  const query = projectQueries(api, projectId).session(sessionId);
  const { data } = useQuery({ ...query, enabled: sessionId !== '' && found === undefined });
  return found ?? data ?? undefined;
};
