import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import type { Api } from '../api/create-api.js';
import { Problem } from '../api/problem.js';
import type { Project } from '../api/schema.js';
import { Answered } from '../page/answered.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { type OpenProject, OpenProjectContext, type ProjectData } from '../projects/open-project.js';
import { ProjectsCrumbs } from '../projects/projects-crumbs.js';
import { everySession } from '../projects/sessions-wish.js';
import { ComparePage } from './compare-page.js';
import { HistoryTab } from './history-tab.js';
import { toldEvent } from './told-event.js';

/** How it was deleted, and the project as it was right before; null: it was not. */
const readLast = async (api: Api, projectId: string) => {
  const path = { projectId };
  const query = { type: 'ProjectDeleted', limit: 1 };
  const [deletion] = await answerOf(api.GET('/api/v1/projects/{projectId}/history', { params: { path, query } }));
  if (deletion === undefined) return null;
  const at = String(BigInt(deletion.position) - 1n);
  const project = await answerOf(api.GET('/api/v1/projects/{projectId}', { params: { path, query: { at } } }));
  return { deletion, project };
};

const unlessUnknown = (error: unknown): null => {
  if (error instanceof Problem && error.status === 404) return null;
  throw error;
};

interface Props {
  readonly open: Omit<OpenProject, 'data'>;
  /** Where it was not deleted. */
  readonly otherwise: ReactNode;
}

/** What is left of a deleted project for auditors: its history, at whichever of its addresses. */
export const DeletedProject = ({ open, otherwise }: Props): ReactNode => {
  const { api, me } = useServices();
  const { projectId } = open;
  const query = useQuery({
    queryKey: ['deleted', projectId],
    queryFn: () => readLast(api, projectId).catch(unlessUnknown),
  });
  const { pathname } = useLocation();
  const Page = pathname.endsWith('/compare') ? ComparePage : HistoryTab;
  return (
    <Answered query={query}>
      {(last) =>
        last === null ? (
          otherwise
        ) : (
          <OpenProjectContext value={{ ...open, data: withNothingBut(last.project) }}>
            <ProjectsCrumbs />
            <PageTitle part={t`History`}>{last.project.name}</PageTitle>
            <p>{leftInWords(toldEvent(last.deletion, me).text)}</p>
            <FailureBoundary name={t`This page`} subject={pathname}>
              <Page />
            </FailureBoundary>
          </OpenProjectContext>
        )
      }
    </Answered>
  );
};

const leftInWords = (event: string): string => t`${event}: its history is what is left of it.`;

const withNothingBut = (project: Project): ProjectData => ({
  ...{ project, defaultSession: undefined, hasMoreSessions: false, wish: everySession },
  ...{ sessions: [], launches: [], repositories: [], storages: [], members: [] },
});
