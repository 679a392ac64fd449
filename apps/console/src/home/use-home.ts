import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { Launch, Project } from '../api/schema.js';
import { Refreshing } from '../live/refreshing.js';
import type { Asked } from '../page/failed.js';
import { useServices } from '../page/services.js';
import { projectList } from '../projects/project-list.js';
import { askedAgain } from './asked-again.js';
import { readShownLaunches } from './read-shown-launches.js';
import { recentProjects } from './recent-projects.js';

/** Of so many launches the projects are the recent ones. */
const LATEST = 20;

interface Home {
  /** One's own that are there, over all projects; undefined until they are read. */
  readonly launches: readonly Launch[] | undefined;
  /** One's own, the last used first. */
  readonly projects: readonly Project[] | undefined;
  readonly asked: readonly Asked[];
  readonly refresh: () => Promise<void>;
}

/**
 * What is one's own, over all projects. There is no feed of all of these: what is shown is followed (see `FollowedProject`), and
 * the rest, as a launch from another computer in a project that is not shown, is asked for every so often, and whenever somebody
 * comes back to the page.
 */
export const useHome = (): Home => {
  const { api } = useServices();
  const client = useQueryClient();
  const launches = useQuery({ queryKey: ['home', 'launches'], queryFn: () => readShownLaunches(api), ...askedAgain });
  const latest = useQuery({
    queryKey: ['home', 'latest'],
    queryFn: () => answerOf(api.GET('/api/v1/launches', { params: { query: { limit: LATEST } } })),
    ...askedAgain,
  });
  const projects = useQuery({ ...projectList(api), ...askedAgain });
  const refreshing = useMemo(
    () => new Refreshing<'home' | 'project-list'>(client, (part) => ({ queryKey: [part] })),
    [client],
  );
  return {
    launches: launches.data,
    projects: projects.data && latest.data && recentProjects(projects.data, latest.data),
    asked: [launches, latest, projects],
    refresh: useCallback(() => refreshing.refresh(['home', 'project-list']), [refreshing]),
  };
};
