import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Session } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';

/** That nothing newer will be offered: without it the session would look as if it had the newest image for ever. */
export const BranchGone = ({
  session: { source, branchGoneSince },
}: {
  readonly session: Pick<Session, 'source' | 'branchGoneSince'>;
}): ReactNode => {
  if (branchGoneSince === undefined || source.kind !== 'repository') return null;
  const { branch } = source;
  const since = shownTime(branchGoneSince, 'minute');
  return (
    <p className="note warn">
      <Trans>
        Since {since} the Git host has no branch {branch} any more: it was deleted or renamed, and no newer image will
        come. The session keeps its image; to be offered newer ones, add a session from another branch.
      </Trans>
    </p>
  );
};
