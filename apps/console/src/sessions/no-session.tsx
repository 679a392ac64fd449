import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { addresses } from '../page/addresses.js';
import { PageTitle } from '../page/page-title.js';
import { useOpenProject } from '../projects/open-project.js';
import { SessionCrumbs } from './session-crumbs.js';

/** Where an address names a session that is not there. */
export const NoSession = (): ReactNode => {
  const { data } = useOpenProject();
  return (
    <>
      <SessionCrumbs />
      <PageTitle>No such session</PageTitle>
      <p>
        It was removed, or never was in this project.{' '}
        <Link to={addresses.project(data.project.projectId)}>Go to the sessions of “{data.project.name}”</Link>
      </p>
    </>
  );
};
