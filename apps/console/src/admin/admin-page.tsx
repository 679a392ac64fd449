import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { addresses } from '../page/addresses.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';

const tabs = [
  [addresses.admin, msg`Load`],
  [addresses.adminEnvironments, msg`Environments`],
  [addresses.adminClasses, msg`Resource classes`],
] as const;

/** What administrators keep for everybody. Nothing of it says who runs what. */
export const AdminPage = (): ReactNode => {
  const { me } = useServices();
  const { pathname } = useLocation();
  if (!me.roles.includes('admin')) return <NotYours />;
  const [, part] = tabs.find(([address]) => address === pathname) ?? [];
  return (
    <>
      <PageTitle part={part && t(part)}>{t`Administration`}</PageTitle>
      <nav aria-label={t`Administration`} className="tabs">
        {tabs.map(([address, name]) => (
          <NavLink key={address} to={address} end>
            {t(name)}
          </NavLink>
        ))}
      </nav>
      <FailureBoundary name={t`This tab`} subject={pathname}>
        <Outlet />
      </FailureBoundary>
    </>
  );
};

const NotYours = (): ReactNode => (
  <>
    <PageTitle>{t`For administrators`}</PageTitle>
    <p>
      <Trans>
        This page is for those who keep the catalogue and the resource classes.{' '}
        <Link to={addresses.projects}>Go to your projects</Link>
      </Trans>
    </p>
  </>
);
