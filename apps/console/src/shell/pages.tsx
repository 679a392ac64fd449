import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link, Route, Routes, useLocation } from 'react-router';
import { HomePage } from '../home/home-page.js';
import { addresses } from '../page/addresses.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { lazyPage } from '../page/lazy-page.js';
import { PageTitle } from '../page/page-title.js';

const loadSessions = () => import('../sessions/sessions-tab.js');
const loadTabs = () => import('../projects/project-tabs.js');
const loadHistory = () => import('../history/history-tab.js');

/** With what is shown in it, most of the time: not one after the other. */
const loadProject = () => {
  const loadTab = location.pathname.endsWith('/history') ? loadHistory : loadSessions;
  return Promise.all([import('../projects/project-page.js'), loadTabs(), loadTab()]).then(([page]) => page);
};

/** The code of the page at this address, while it is asked who wants to see it. What cannot be loaded is said where it is shown. */
export const preloadPage = async (): Promise<void> => {
  if (location.pathname.startsWith(`${addresses.projects}/`)) await loadProject().catch(() => undefined);
};

const ProjectsPage = lazyPage(() => import('../projects/projects-page.js'), 'ProjectsPage');
const ProjectPage = lazyPage(loadProject, 'ProjectPage');
const SessionsTab = lazyPage(loadSessions, 'SessionsTab');
const ProjectTabs = lazyPage(loadTabs, 'ProjectTabs');
const SessionPage = lazyPage(() => import('../sessions/session-page.js'), 'SessionPage');
const WhenReadyPage = lazyPage(() => import('../sessions/when-ready-page.js'), 'WhenReadyPage');
const RunPage = lazyPage(() => import('../runs/run-page.js'), 'RunPage');
const LaunchLinkPage = lazyPage(() => import('../sessions/launch-link-page.js'), 'LaunchLinkPage');
const RepositoriesTab = lazyPage(() => import('../projects/repositories-tab.js'), 'RepositoriesTab');
const MembersTab = lazyPage(() => import('../projects/members-tab.js'), 'MembersTab');
const SettingsTab = lazyPage(() => import('../projects/settings-tab.js'), 'SettingsTab');
const HistoryTab = lazyPage(loadHistory, 'HistoryTab');
const ComparePage = lazyPage(() => import('../history/compare-page.js'), 'ComparePage');
const LaunchPage = lazyPage(() => import('../launches/launch-page.js'), 'LaunchPage');
const InboxPage = lazyPage(() => import('../inbox/inbox-page.js'), 'InboxPage');
const UsagePage = lazyPage(() => import('../usage/usage-page.js'), 'UsagePage');
const AccountPage = lazyPage(() => import('../account/account-page.js'), 'AccountPage');
const ConnectionsPage = lazyPage(() => import('../account/connections-page.js'), 'ConnectionsPage');
const AdminPage = lazyPage(() => import('../admin/admin-page.js'), 'AdminPage');
const EnvironmentsTab = lazyPage(() => import('../admin/environments-tab.js'), 'EnvironmentsTab');
const ClassesTab = lazyPage(() => import('../admin/classes-tab.js'), 'ClassesTab');
const LoadTab = lazyPage(() => import('../admin/load-tab.js'), 'LoadTab');
const NotificationSettingsPage = lazyPage(
  () => import('../account/notification-settings-page.js'),
  'NotificationSettingsPage',
);

/** What is shown at which address: see page/addresses.ts. */
export const Pages = (): ReactNode => (
  <FailureBoundary name={t`This page`} subject={useLocation().pathname}>
    <Routes>
      <Route path="/" element={<HomePage />} />
      <Route path="/projects" element={<ProjectsPage />} />
      <Route path="/projects/:projectId" element={<ProjectPage />}>
        <Route element={<ProjectTabs />}>
          <Route index element={<SessionsTab />} />
          <Route path="sessions" element={<SessionsTab />} />
          <Route path="repositories" element={<RepositoriesTab />} />
          <Route path="members" element={<MembersTab />} />
          <Route path="history" element={<HistoryTab />} />
          <Route path="compare" element={<ComparePage />} />
          <Route path="settings" element={<SettingsTab />} />
        </Route>
        <Route path="sessions/:sessionId" element={<SessionPage />} />
        <Route path="sessions/:sessionId/open" element={<WhenReadyPage />} />
        <Route path="runs/:launchId/:run" element={<RunPage />} />
      </Route>
      <Route path="/launch/:projectId" element={<ProjectPage />}>
        <Route path=":sessionId" element={<LaunchLinkPage />} />
      </Route>
      <Route path="/launches/:launchId" element={<LaunchPage />} />
      <Route path="/inbox" element={<InboxPage />} />
      <Route path="/usage" element={<UsagePage />} />
      <Route path="/account" element={<AccountPage />} />
      <Route path="/account/connections" element={<ConnectionsPage />} />
      <Route path="/admin" element={<AdminPage />}>
        <Route index element={<LoadTab />} />
        <Route path="environments" element={<EnvironmentsTab />} />
        <Route path="classes" element={<ClassesTab />} />
      </Route>
      <Route path="/account/notifications" element={<NotificationSettingsPage />} />
      <Route path="*" element={<NothingHere />} />
    </Routes>
  </FailureBoundary>
);

const NothingHere = (): ReactNode => (
  <>
    <PageTitle>{t`Nothing here`}</PageTitle>
    <p>
      <Trans>
        This address leads nowhere. <Link to={addresses.projects}>Go to your projects</Link>
      </Trans>
    </p>
  </>
);
