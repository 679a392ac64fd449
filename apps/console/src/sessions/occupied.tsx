import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Launch, Session } from '../api/schema.js';
import { isOccupiedByAnother } from '../launches/legal-actions.js';
import { addresses } from '../page/addresses.js';
import { useOpenProject } from '../projects/open-project.js';
import { useSessionNow } from './use-session-now.js';

interface Props {
  readonly session: Session;
  /** The person's launch of the session's environment here, whichever session it belongs to. */
  readonly place: Launch | undefined;
}

/** Why the session cannot be launched now. */
export const Occupied = ({ session, place }: Props): ReactNode =>
  place !== undefined && isOccupiedByAnother(session, place) ? <OccupiedBy sessionId={place.sessionId} /> : null;

const OccupiedBy = ({ sessionId }: { readonly sessionId: string }): ReactNode => {
  const { session, isGone } = useSessionNow(sessionId);
  const { projectId } = useOpenProject();
  const name = session?.name ?? '…';
  return (
    <p className="note break">
      {isGone ? (
        <Trans>
          You already have this environment in a session that was removed, and one at a time is possible. Stop that one
          to launch this one.
        </Trans>
      ) : (
        <Trans>
          You already have this environment in <Link to={addresses.session(projectId, sessionId)}>“{name}”</Link>, and
          one at a time is possible. Stop that one to launch this one.
        </Trans>
      )}
    </p>
  );
};
