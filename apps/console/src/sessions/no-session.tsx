import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { addresses } from '../page/addresses.js';
import { PageTitle } from '../page/page-title.js';
import { useOpenProject } from '../projects/open-project.js';
import { SessionCrumbs } from './session-crumbs.js';

/** Where an address names a session that is not there. */
export const NoSession = (): ReactNode => {
  const { projectId, name } = useOpenProject().data.project;
  return (
    <>
      <SessionCrumbs />
      <PageTitle>{t`No such session`}</PageTitle>
      <p>
        <Trans>It was removed, or never was in this project.</Trans>{' '}
        <Link to={addresses.project(projectId)}>
          <Trans>Go to the sessions of “{name}”</Trans>
        </Link>
      </p>
    </>
  );
};
