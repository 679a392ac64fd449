import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { addresses } from '../page/addresses.js';

/** Above the name of a project. */
export const ProjectsCrumbs = (): ReactNode => (
  <nav aria-label={t`Where you are`} className="crumbs">
    <Link to={addresses.projects}>
      <Trans>Projects</Trans>
    </Link>
  </nav>
);
