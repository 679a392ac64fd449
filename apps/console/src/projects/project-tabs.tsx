import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { mayManage } from '../launches/legal-actions.js';
import { addresses } from '../page/addresses.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { mayReadHistory } from './may-read-history.js';
import { type ProjectData, useOpenProject } from './open-project.js';
import { roleInWords, visibilityInWords } from './project-words.js';
import { ProjectsCrumbs } from './projects-crumbs.js';

const useTabs = (data: ProjectData): readonly (readonly [address: string, name: string, count?: number])[] => {
  const services = useServices();
  const { projectId, counts } = data.project;
  return [
    [addresses.project(projectId), t`Sessions`, counts.sessions],
    [addresses.repositories(projectId), t`Repositories`, data.repositories.length],
    [addresses.members(projectId), t`Members`, data.members.length],
    ...(mayReadHistory(services, data) ? [[addresses.history(projectId), t`History`] as const] : []),
    ...(mayManage(data.project) ? [[addresses.settings(projectId), t`Settings`] as const] : []),
  ];
};

const youAre = (role: string): string => t`you are ${role}`;

/** The tabs of the open project, and the one that is gone to. */
export const ProjectTabs = (): ReactNode => {
  const { data } = useOpenProject();
  const { project } = data;
  const tabs = useTabs(data);
  const { pathname } = useLocation();
  const [, part] = tabs.slice(1).find(([address]) => address === pathname) ?? [];
  return (
    <>
      <ProjectsCrumbs />
      <div className="headline">
        <PageTitle part={part}>{project.name}</PageTitle>
        <span className="tags">
          <span className="tag">{visibilityInWords(project.visibility)}</span>
          <span className="tag">
            {project.role === undefined ? t`you are no member` : youAre(roleInWords(project.role))}
          </span>
        </span>
      </div>
      <nav aria-label={t`Project`} className="tabs">
        {tabs.map(([address, name, count]) => (
          <NavLink key={address} to={address} end>
            {[name, count].join(' ').trim()}
          </NavLink>
        ))}
      </nav>
      <FailureBoundary name={t`This tab`} subject={pathname}>
        <Outlet />
      </FailureBoundary>
    </>
  );
};
