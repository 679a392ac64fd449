import type { ReactNode } from 'react';
import type { Launch, Session } from '../api/schema.js';
import { StatusBadge } from '../launches/status-badge.js';
import { liveInWords } from './live-in-words.js';

interface Props {
  readonly session: Pick<Session, 'status' | 'live'>;
  /** The person's own launch of it. */
  readonly own: Pick<Launch, 'status'> | undefined;
}

/** One's own status; to an auditor who has none, how many others have one. */
export const SessionStatus = ({ session: { status, live }, own }: Props): ReactNode => {
  const shown = own?.status ?? status;
  if (shown !== undefined || live === undefined) return <StatusBadge status={shown ?? 'inactive'} />;
  return (
    <span className={`status ${live === 0 ? 'inactive' : 'running'}`}>
      <span className="dot" aria-hidden="true" />
      {liveInWords(live)}
    </span>
  );
};
