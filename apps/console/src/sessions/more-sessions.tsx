import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Alert } from '../page/alert.js';
import { useCommand } from '../page/use-command.js';
import { useOpenProject } from '../projects/open-project.js';
import { focusSession } from './focus-session.js';
import { mayShowMore, shownInWords } from './shown-in-words.js';

/** How many of the sessions are shown, and how to see more of them. */
export const MoreSessions = (): ReactNode => {
  const { data, showMoreSessions } = useOpenProject();
  const command = useCommand();
  const showMore = async (): Promise<void> => {
    const next = await showMoreSessions();
    if (next !== undefined) focusSession(next.sessionId);
  };
  if (data.project.counts.sessions === 1) return null;
  return (
    <div className="more">
      <p role="status" className="soft small">
        {shownInWords(data)}
      </p>
      <Alert>{command.problem}</Alert>
      {mayShowMore(data) && (
        <button type="button" aria-disabled={command.isRunning} onClick={() => void command.run(showMore)}>
          <Trans>Show more</Trans>
        </button>
      )}
    </div>
  );
};
