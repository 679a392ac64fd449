import { type ReactNode, useState } from 'react';
import type { Launch, Session } from '../api/views.js';
import { mayWrite } from '../launches/legal-actions.js';
import { Dialog } from '../page/dialog.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { useOpenProject } from '../projects/open-project.js';
import { AddSession } from './add-session.js';
import { Announcement } from './announcement.js';
import { FindSessions } from './find-sessions.js';
import { focusSessions } from './focus-sessions.js';
import { MoreSessions } from './more-sessions.js';
import { SessionCard } from './session-card.js';
import { StartSession } from './start-session.js';
import { useGoToSession } from './use-go-to-session.js';
import { useNamesOfCreators } from './use-names-of-creators.js';

const placeOf = ({ environment }: Session, launches: readonly Launch[]): Launch | undefined =>
  launches.find(({ environmentId }) => environmentId === environment.environmentId);

interface Props {
  /** The id of the session that the address leads to. */
  readonly goTo: string | undefined;
}

export const SessionsTab = ({ goTo }: Props): ReactNode => {
  const { data } = useOpenProject();
  const { sessions, launches, project, defaultSession } = data;
  useNamesOfCreators();
  useGoToSession(goTo);
  if (project.counts.sessions === 0) return <NoSessions isEditor={mayWrite(project)} />;
  return (
    <>
      {defaultSession !== undefined && (
        <FailureBoundary name="The default session" subject={defaultSession.sessionId}>
          <StartSession session={defaultSession} place={placeOf(defaultSession, launches)} />
        </FailureBoundary>
      )}
      <section aria-labelledby="sessions">
        <div className="headline">
          <h2 id="sessions" tabIndex={-1}>
            Sessions
          </h2>
          {mayWrite(project) && <AddButton />}
        </div>
        {project.counts.sessions > 1 && <FindSessions />}
        <div className="cards">
          {sessions.map((session) => (
            <FailureBoundary key={session.sessionId} name="This session">
              <SessionCard session={session} place={placeOf(session, launches)} />
            </FailureBoundary>
          ))}
        </div>
        <MoreSessions />
      </section>
      <Announcement />
    </>
  );
};

const NoSessions = ({ isEditor }: { readonly isEditor: boolean }): ReactNode => (
  <section aria-labelledby="sessions">
    <h2 id="sessions" tabIndex={-1}>
      This project has no sessions yet
    </h2>
    {isEditor ? (
      <div className="panel">
        <AddSession onAdded={focusSessions} />
      </div>
    ) : (
      <p className="soft">An editor or owner can add one.</p>
    )}
  </section>
);

const AddButton = (): ReactNode => {
  const { store } = useOpenProject();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Add session
      </button>
      {isOpen && (
        <FailureBoundary name="This dialog">
          <Dialog title="Add a session" onClose={() => setOpen(false)}>
            <AddSession
              onAdded={(session) => {
                setOpen(false);
                void store.showSession(session);
              }}
            />
          </Dialog>
        </FailureBoundary>
      )}
    </>
  );
};
