import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Launch } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { launchSteps, phaseInWords, statusInWords, stepsDone } from './status-words.js';

export const StatusBadge = ({ status }: { readonly status: Launch['status'] }): ReactNode => (
  <span className={`status ${status}`}>
    <span className="dot" aria-hidden="true" />
    {statusInWords(status)}
  </span>
);

/** What a launch is doing now, with how far it is. */
export const LaunchProgress = ({ launch }: { readonly launch: Launch | undefined }): ReactNode => {
  const words = launch && phaseInWords(launch);
  if (launch === undefined || words === undefined) return null;
  return (
    <div className="progress">
      <span>{words}…</span>
      {launch.status === 'launching' && (
        <>
          <progress
            aria-label={t({ message: 'Launch', context: 'noun' })}
            max={launchSteps.length}
            value={stepsDone(launch.phase) + 0.5}
          />
          {launch.phase !== 'pausing' && launch.phase !== 'stopping' && (
            // a tab that is opened later than at a press is blocked by browsers: this one waits
            <Link to={addresses.whenReady(launch.projectId, launch.sessionId)} target="_blank" rel="noopener">
              <Trans>Open when ready</Trans>
            </Link>
          )}
        </>
      )}
    </div>
  );
};
