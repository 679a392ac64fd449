import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Project } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { counted } from '../page/counted.js';
import { Failed } from '../page/failed.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { CreateProjectDialog } from './create-project-dialog.js';
import { projectList } from './project-list.js';
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
        <PageTitle>Projects</PageTitle>
        <button type="button" className="primary" onClick={() => setCreating(true)}>
          New project
        </button>
      </div>
      <section aria-labelledby="yours">
        <h2 id="yours">Yours</h2>
        <Failed of={[yours]} />
        <ProjectList
          projects={yours.data}
          apart={apart}
          empty="You have no project yet. Create one: it takes a name and nothing else."
        />
      </section>
      <section aria-labelledby="public">
        <h2 id="public">{isAuditor ? 'All, by others' : 'Public, by others'}</h2>
        <Failed of={[everybodys]} />
        <ProjectList
          projects={others}
          apart={apart}
          empty={isAuditor ? 'Nobody else has a project.' : 'Nobody else has made a project public.'}
        />
      </section>
      {isCreating && (
        <FailureBoundary name="This dialog">
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
              <span className="tag">{project.visibility}</span>
              {project.role !== undefined && <span className="tag">{project.role}</span>}
            </span>
            <span className="soft small">{countsInWords(project)}</span>
            {apart.has(project.projectId) && <span className="soft small">{apart.get(project.projectId)}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
};

const countsInWords = ({ counts }: Project): string =>
  [
    counted(counts.sessions, 'session'),
    counted(counts.repositories, 'repository', 'repositories'),
    counted(counts.members, 'member'),
  ].join(' · ');
