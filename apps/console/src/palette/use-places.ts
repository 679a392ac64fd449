import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useFoundSessions } from '../home/use-found-sessions.js';
import { addresses } from '../page/addresses.js';
import { useServices } from '../page/services.js';
import { projectList } from '../projects/project-list.js';
import type { Entry } from './entry.js';

const pages: readonly (readonly [name: string, address: string])[] = [
  ['Home', addresses.home],
  ['Projects', addresses.projects],
  ['Notifications', addresses.inbox],
  ['Usage', addresses.usage],
  ['Account', addresses.account],
  ['Connections', addresses.connections()],
  ['Notification settings', addresses.notificationSettings],
];

const adminPages: readonly (readonly [name: string, address: string])[] = [
  ['Administration: load', addresses.admin],
  ['Administration: environments', addresses.adminEnvironments],
  ['Administration: resource classes', addresses.adminClasses],
];

/** Where one can go: pages, one's projects, and sessions of these that are called as was typed. */
export const usePlaces = (typed: string): readonly Entry[] => {
  const { api, me } = useServices();
  const navigate = useNavigate();
  const { data: projects = [] } = useQuery(projectList(api));
  const { data: sessions = [] } = useFoundSessions(typed, projects);
  const place = (kind: string, label: string, address: string): Entry => ({
    id: `${kind} ${address}`.replaceAll(/\W+/g, '-'),
    label,
    kind,
    choose: () => void navigate(address),
  });
  return [
    ...[...pages, ...(me.roles.includes('admin') ? adminPages : [])].map(([name, to]) => place('page', name, to)),
    ...projects.map(({ projectId, name }) => place('project', name, addresses.project(projectId))),
    ...sessions.map(({ sessionId, name, project }) =>
      place(`session in ${project.name}`, name, addresses.session(project.projectId, sessionId)),
    ),
  ];
};
