import { type ReactNode, useCallback, useState } from 'react';
import type { Project } from '../api/views.js';
import { projectAddress } from '../page/address.js';
import { Alert } from '../page/alert.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { Link } from '../page/link.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { useRequest } from '../page/use-request.js';
import { CreateProjectDialog } from './create-project-dialog.js';
import { toldApart } from './told-apart.js';

export const ProjectsPage = (): ReactNode => {
  const { api, me, known } = useServices();
  const [isCreating, setCreating] = useState(false);
  const yours = useRequest(useCallback(() => api.getAll<Project>('/projects'), [api]));
  const isAuditor = me.roles.includes('auditor');
  const visibility = isAuditor ? 'all' : 'public';
  const everybodys = useRequest(
    useCallback(() => api.getAll<Project>(`/projects?visibility=${visibility}`), [api, visibility]),
  );
  const others = everybodys.answer?.filter(({ role }) => role === undefined);
  const nameOf = (userId: string): string | undefined =>
    userId === me.userId ? me.displayName : known.get(userId)?.displayName;
  const apart = toldApart([...(yours.answer ?? []), ...(others ?? [])], nameOf);
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
        <Alert>{yours.problem}</Alert>
        <ProjectList
          projects={yours.answer}
          apart={apart}
          empty="You have no project yet. Create one: it takes a name and nothing else."
        />
      </section>
      <section aria-labelledby="public">
        <h2 id="public">{isAuditor ? 'All, by others' : 'Public, by others'}</h2>
        <Alert>{everybodys.problem}</Alert>
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
          <Link href={projectAddress(project.projectId)} className="project-link">
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

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const countsInWords = ({ counts }: Project): string =>
  [
    counted(counts.sessions, 'session', 'sessions'),
    counted(counts.repositories, 'repository', 'repositories'),
    counted(counts.members, 'member', 'members'),
  ].join(' · ');
