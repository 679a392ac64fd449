import { type ReactNode, Suspense } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { mayManage } from '../launches/legal-actions.js';
import { addresses } from '../page/addresses.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { Waiting } from '../page/waiting.js';
import { mayReadHistory } from './may-read-history.js';
import { type ProjectData, useOpenProject } from './open-project.js';

const useTabs = (data: ProjectData): readonly (readonly [address: string, name: string, count?: number])[] => {
  const services = useServices();
  const { projectId, counts } = data.project;
  return [
    [addresses.project(projectId), 'Sessions', counts.sessions],
    [addresses.repositories(projectId), 'Repositories', data.repositories.length],
    [addresses.members(projectId), 'Members', data.members.length],
    ...(mayReadHistory(services, data) ? [[addresses.history(projectId), 'History'] as const] : []),
    ...(mayManage(data.project) ? [[addresses.settings(projectId), 'Settings'] as const] : []),
  ];
};

/** The tabs of the open project, and the one that is gone to. */
export const ProjectTabs = (): ReactNode => {
  const { data } = useOpenProject();
  const { project } = data;
  const tabs = useTabs(data);
  const { pathname } = useLocation();
  const [, part] = tabs.slice(1).find(([address]) => address === pathname) ?? [];
  return (
    <>
      <nav aria-label="Where you are" className="crumbs">
        <Link to={addresses.projects}>Projects</Link>
      </nav>
      <div className="headline">
        <PageTitle part={part}>{project.name}</PageTitle>
        <span className="tags">
          <span className="tag">{project.visibility}</span>
          <span className="tag">{project.role === undefined ? 'you are no member' : `you are ${project.role}`}</span>
        </span>
      </div>
      <nav aria-label="Project" className="tabs">
        {tabs.map(([address, name, count]) => (
          <NavLink key={name} to={address} end>
            {[name, count].join(' ').trim()}
          </NavLink>
        ))}
      </nav>
      <FailureBoundary name="This tab" subject={pathname}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </FailureBoundary>
    </>
  );
};
