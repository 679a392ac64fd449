import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link, Outlet, useLocation, useParams } from 'react-router';
import type { Launch } from '../api/schema.js';
import { useReadinessNotices } from '../launches/use-readiness-notices.js';
import { ConnectionBanner } from '../live/connection-banner.js';
import { useProjectFeed } from '../live/use-project-feed.js';
import { addresses } from '../page/addresses.js';
import { type Asked, Failed } from '../page/failed.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { lazyPage } from '../page/lazy-page.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { uuid } from '../page/uuid.js';
import { Waiting } from '../page/waiting.js';
import { OpenProjectContext } from './open-project.js';
import { useProjectData } from './use-project-data.js';

const DeletedProject = lazyPage(() => import('../history/deleted-project.js'), 'DeletedProject');

/** Of the project that the address names. */
export const ProjectPage = (): ReactNode => {
  const { projectId = '' } = useParams();
  return uuid.test(projectId) ? <OpenedProject key={projectId} projectId={projectId} /> : <Gone />;
};

const none: readonly Launch[] = [];

const OpenedProject = ({ projectId }: { readonly projectId: string }): ReactNode => {
  const { live, me } = useServices();
  const feed = useProjectFeed(projectId);
  const { data, asked, isGone, ...finding } = useProjectData(projectId);
  useReadinessNotices(data?.launches ?? none);
  const open = { projectId, refresh: feed.refresh, ...finding };
  if (feed.isGone || isGone)
    return me.roles.includes('auditor') ? <DeletedProject open={open} otherwise={<Gone />} /> : <Gone />;
  if (data === undefined) return <Unread of={asked} />;
  return (
    <OpenProjectContext value={{ ...open, data }}>
      <ConnectionBanner connection={feed.connection} onTryNow={() => live.tryNow()} />
      <Failed of={asked} />
      <FailureBoundary name={t`This page`} subject={useLocation().pathname}>
        <Outlet />
      </FailureBoundary>
    </OpenProjectContext>
  );
};

const Gone = (): ReactNode => (
  <>
    <PageTitle>{t`No such project`}</PageTitle>
    <p>
      <Trans>
        It does not exist, or you have no access to it, which its owners can give you.{' '}
        <Link to={addresses.projects}>Go to your projects</Link>
      </Trans>
    </p>
  </>
);

const Unread = ({ of }: { readonly of: readonly Asked[] }): ReactNode =>
  of.some(({ failureReason }) => failureReason !== null) ? <Failed of={of} /> : <Waiting />;
