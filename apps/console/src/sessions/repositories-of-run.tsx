import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Session } from '../api/schema.js';
import { useOpenProject } from '../projects/open-project.js';
import { mountedRepositories } from './session-words.js';

/** The whole addresses of the code that the next run clones, for who does not know the project. */
export const RepositoriesOfRun = ({ session }: { readonly session: Session }): ReactNode => {
  const mounted = mountedRepositories(session, useOpenProject().data.repositories);
  if (mounted.length === 0) return null;
  return (
    <>
      <h3 id="repositories-of-run">
        <Trans>Code that is cloned</Trans>
      </h3>
      <ul aria-labelledby="repositories-of-run">
        {mounted.map(({ repositoryId, url }) => (
          <li key={repositoryId} className="break">
            <code>{url}</code>
          </li>
        ))}
      </ul>
    </>
  );
};
