import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useFoundSessions } from '../home/use-found-sessions.js';
import { addresses } from '../page/addresses.js';
import { useServices } from '../page/services.js';
import { projectList } from '../projects/project-list.js';
import type { Entry } from './entry.js';

const pages: readonly (readonly [name: MessageDescriptor, address: string])[] = [
  [msg`Home`, addresses.home],
  [msg`Projects`, addresses.projects],
  [msg`Inbox`, addresses.inbox],
  [msg`Usage`, addresses.usage],
  [msg`Account`, addresses.account],
  [msg`Connections`, addresses.connections()],
  [msg`Notification settings`, addresses.notificationSettings],
];

const adminPages: readonly (readonly [name: MessageDescriptor, address: string])[] = [
  [msg`Administration: load`, addresses.admin],
  [msg`Administration: environments`, addresses.adminEnvironments],
  [msg`Administration: resource classes`, addresses.adminClasses],
];

/** Where one can go: pages, one's projects, and sessions of these that are called as was typed. */
export const usePlaces = (typed: string): readonly Entry[] => {
  const { api, me, leave } = useServices();
  const navigate = useNavigate();
  const { data: projects = [] } = useQuery(projectList(api));
  const { data: sessions = [] } = useFoundSessions(typed);
  const go = (address: string): void => void navigate(address);
  const place = (kind: string, label: string, address: string): Entry => ({
    id: `place ${address}`.replaceAll(/\W+/g, '-'),
    label,
    kind,
    choose: () => (address === location.pathname ? go(address) : leave(() => go(address))),
  });
  return [
    ...[...pages, ...(me.roles.includes('admin') ? adminPages : [])].map(([name, to]) => place(t`page`, t(name), to)),
    ...projects.map(({ projectId, name }) => place(t`project`, name, addresses.project(projectId))),
    ...sessions.map(({ sessionId, name, projectId, projectName }) =>
      place(t`session in ${projectName}`, name, addresses.session(projectId, sessionId)),
    ),
  ];
};
