import { type ReactNode, Suspense } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { addresses } from '../page/addresses.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { Waiting } from '../page/waiting.js';

const tabs = [
  [addresses.admin, 'Load'],
  [addresses.adminEnvironments, 'Environments'],
  [addresses.adminClasses, 'Resource classes'],
] as const;

/** What administrators keep for everybody. Nothing of it says who runs what. */
export const AdminPage = (): ReactNode => {
  const { me } = useServices();
  const { pathname } = useLocation();
  if (!me.roles.includes('admin')) return <NotYours />;
  const [, part] = tabs.find(([address]) => address === pathname) ?? [];
  return (
    <>
      <PageTitle part={part}>Administration</PageTitle>
      <nav aria-label="Administration" className="tabs">
        {tabs.map(([address, name]) => (
          <NavLink key={name} to={address} end>
            {name}
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

const NotYours = (): ReactNode => (
  <>
    <PageTitle>For administrators</PageTitle>
    <p>
      This page is for those who keep the catalogue and the resource classes.{' '}
      <Link to={addresses.projects}>Go to your projects</Link>
    </p>
  </>
);
