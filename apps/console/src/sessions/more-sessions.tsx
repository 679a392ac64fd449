import type { ReactNode } from 'react';
import { Alert } from '../page/alert.js';
import { useCommand } from '../page/use-command.js';
import { useOpenProject } from '../projects/open-project.js';
import { focusSession, focusSessions } from './focus-sessions.js';
import { mayShowMore, shownInWords } from './shown-in-words.js';

/** How many of the sessions are shown, and how to see more of them. */
export const MoreSessions = (): ReactNode => {
  const { data, store } = useOpenProject();
  const command = useCommand();
  const showMore = async (): Promise<void> => {
    const before = data.sessions.length;
    await store.showMoreSessions();
    const next = store.state.data?.sessions[before];
    if (next === undefined) focusSessions();
    else focusSession(next.sessionId);
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
          Show more
        </button>
      )}
    </div>
  );
};
