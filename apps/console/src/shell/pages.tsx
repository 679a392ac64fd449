import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, Suspense } from 'react';
import { Link, Route, Routes, useLocation } from 'react-router';
import { HomePage } from '../home/home-page.js';
import { addresses } from '../page/addresses.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { lazyPage } from '../page/lazy-page.js';
import { PageTitle } from '../page/page-title.js';
import { Waiting } from '../page/waiting.js';

const loadSessions = () => import('../sessions/sessions-tab.js');
// its first tab is wanted with it, most of the time
const loadProject = () => Promise.all([import('../projects/project-page.js'), loadSessions()]).then(([page]) => page);

const ProjectsPage = lazyPage(() => import('../projects/projects-page.js'), 'ProjectsPage');
const ProjectPage = lazyPage(loadProject, 'ProjectPage');
const SessionsTab = lazyPage(loadSessions, 'SessionsTab');
const ProjectTabs = lazyPage(() => import('../projects/project-tabs.js'), 'ProjectTabs');
const SessionPage = lazyPage(() => import('../sessions/session-page.js'), 'SessionPage');
const WhenReadyPage = lazyPage(() => import('../sessions/when-ready-page.js'), 'WhenReadyPage');
const RunPage = lazyPage(() => import('../runs/run-page.js'), 'RunPage');
const LaunchLinkPage = lazyPage(() => import('../sessions/launch-link-page.js'), 'LaunchLinkPage');
const RepositoriesTab = lazyPage(() => import('../projects/repositories-tab.js'), 'RepositoriesTab');
const MembersTab = lazyPage(() => import('../projects/members-tab.js'), 'MembersTab');
const SettingsTab = lazyPage(() => import('../projects/settings-tab.js'), 'SettingsTab');
const HistoryTab = lazyPage(() => import('../history/history-tab.js'), 'HistoryTab');
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
    <Suspense fallback={<Waiting />}>
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
    </Suspense>
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
