import type { ReactNode } from 'react';
import type { Launch, Status } from '../api/views.js';
import { launchSteps, phaseInWords, statusWords, stepsDone } from './status-words.js';

export const StatusBadge = ({ status }: { readonly status: Status }): ReactNode => (
  <span className={`status ${status}`}>
    <span className="dot" aria-hidden="true" />
    {statusWords[status]}
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
        <progress aria-label="Launch" max={launchSteps.length} value={stepsDone(launch.phase) + 0.5} />
      )}
    </div>
  );
};
