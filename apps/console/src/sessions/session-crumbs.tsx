import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { addresses } from '../page/addresses.js';
import { useOpenProject } from '../projects/open-project.js';

/** The way from a session back to its project. */
export const SessionCrumbs = (): ReactNode => {
  const { project } = useOpenProject().data;
  return (
    <nav aria-label={t`Where you are`} className="crumbs break">
      <Link to={addresses.projects}>
        <Trans>Projects</Trans>
      </Link>{' '}
      / <Link to={addresses.project(project.projectId)}>{project.name}</Link>
    </nav>
  );
};
