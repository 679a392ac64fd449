import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Project } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Failed } from '../page/failed.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { CreateProjectDialog } from './create-project-dialog.js';
import { projectList } from './project-list.js';
import { roleInWords, visibilityInWords } from './project-words.js';
import { toldApart } from './told-apart.js';

export const ProjectsPage = (): ReactNode => {
  const { api, me } = useServices();
  const [isCreating, setCreating] = useState(false);
  const yours = useQuery(projectList(api));
  const isAuditor = me.roles.includes('auditor');
  const everybodys = useQuery(projectList(api, isAuditor ? 'all' : 'public'));
  const others = everybodys.data?.filter(({ role }) => role === undefined);
  const apart = toldApart([...(yours.data ?? []), ...(others ?? [])], (userId) =>
    userId === me.userId ? me.displayName : undefined,
  );
  return (
    <>
      <div className="headline">
        <PageTitle>{t`Projects`}</PageTitle>
        <button type="button" className="primary" onClick={() => setCreating(true)}>
          <Trans>New project</Trans>
        </button>
      </div>
      <section aria-labelledby="yours">
        <h2 id="yours">
          <Trans>Yours</Trans>
        </h2>
        <Failed of={[yours]} />
        <ProjectList
          projects={yours.data}
          apart={apart}
          empty={t`You have no project yet. Create one: it takes a name and nothing else.`}
        />
      </section>
      <section aria-labelledby="public">
        <h2 id="public">{isAuditor ? t`All, by others` : t`Public, by others`}</h2>
        <Failed of={[everybodys]} />
        <ProjectList
          projects={others}
          apart={apart}
          empty={isAuditor ? t`Nobody else has a project.` : t`Nobody else has made a project public.`}
        />
      </section>
      {isCreating && (
        <FailureBoundary name={t`This dialog`}>
          <CreateProjectDialog onClose={() => setCreating(false)} />
        </FailureBoundary>
      )}
    </>
  );
};

const ProjectList = ({
  projects,
  apart,
  empty,
}: {
  readonly projects: readonly Project[] | undefined;
  readonly apart: ReadonlyMap<string, string>;
  readonly empty: string;
}): ReactNode => {
  if (projects === undefined) return <p className="soft">…</p>;
  if (projects.length === 0) return <p className="soft empty">{empty}</p>;
  return (
    <ul className="projects">
      {projects.map((project) => (
        <li key={project.projectId}>
          <Link to={addresses.project(project.projectId)} className="project-link">
            <strong>{project.name}</strong>
            <span className="tags">
              <span className="tag">{visibilityInWords(project.visibility)}</span>
              {project.role !== undefined && <span className="tag">{roleInWords(project.role)}</span>}
            </span>
            <span className="soft small">{countsInWords(project)}</span>
            {apart.has(project.projectId) && <span className="soft small">{apart.get(project.projectId)}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
};

const countsInWords = ({ counts: { sessions, repositories, members } }: Project): string =>
  [
    plural(sessions, { one: '# session', other: '# sessions' }),
    plural(repositories, { one: '# repository', other: '# repositories' }),
    plural(members, { one: '# member', other: '# members' }),
  ].join(' · ');
