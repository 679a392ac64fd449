import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useMemo, useState } from 'react';
import type { Session } from '../api/schema.js';
import { Announcement } from '../launches/announcement.js';
import { mayWrite } from '../launches/legal-actions.js';
import { Dialog } from '../page/dialog.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { useEffect } from '../page/use-effect.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from '../projects/open-project.js';
import { AddSession } from './add-session.js';
import { FindSessions } from './find-sessions.js';
import { focusSession } from './focus-session.js';
import { MoreSessions } from './more-sessions.js';
import { placeOf } from './place-of.js';
import { SessionCard } from './session-card.js';
import { StartSession } from './start-session.js';
import { useNamesOfCreators } from './use-names-of-creators.js';
import { useShowSession } from './use-show-session.js';

export const SessionsTab = (): ReactNode => {
  const { data } = useOpenProject();
  const { sessions, launches, project, defaultSession } = data;
  const [added, setAdded] = useState<Session>();
  const shown = useMemo(() => sessions.map(({ sessionId: id, name, status }) => ({ id, name, status })), [sessions]);
  useNamesOfCreators();
  const showSession = useShowSession();
  // whoever adds the first or removes one goes on from here, unless they have gone on elsewhere meanwhile
  const keptFocus = useKeptFocus<HTMLElement>();
  // what is listed by now is not listed yet where it is added
  useEffect(() => {
    if (added === undefined) return;
    showSession(added);
    focusSession(added.sessionId);
  }, [added]);
  return (
    <>
      {defaultSession !== undefined && (
        <FailureBoundary name={t`The default session`} subject={defaultSession.sessionId}>
          <StartSession session={defaultSession} place={placeOf(defaultSession, launches)} />
        </FailureBoundary>
      )}
      <section aria-labelledby="sessions" {...keptFocus}>
        {project.counts.sessions === 0 ? <NoSessions /> : <Sessions added={added} onAdded={setAdded} />}
      </section>
      <Announcement of={shown} />
    </>
  );
};

interface SessionsProps {
  /** By this person, since the page was opened. */
  readonly added: Session | undefined;
  readonly onAdded: (session: Session) => void;
}

const Sessions = ({ added, onAdded }: SessionsProps): ReactNode => {
  const { sessions, launches, project } = useOpenProject().data;
  return (
    <>
      <div className="headline">
        <h2 id="sessions">
          <Trans>Sessions</Trans>
        </h2>
        {mayWrite(project) && <AddButton onAdded={onAdded} />}
      </div>
      {project.counts.sessions > 1 && <FindSessions />}
      <div className="cards">
        {sessions.map((session) => (
          <FailureBoundary key={session.sessionId} name={t`This session`}>
            <SessionCard
              session={session}
              place={placeOf(session, launches)}
              isNew={session.sessionId === added?.sessionId}
            />
          </FailureBoundary>
        ))}
      </div>
      <MoreSessions />
    </>
  );
};

const NoSessions = (): ReactNode => (
  <>
    <h2 id="sessions">
      <Trans>This project has no sessions yet</Trans>
    </h2>
    {mayWrite(useOpenProject().data.project) ? (
      <div className="panel">
        <AddSession />
      </div>
    ) : (
      <p className="soft">
        <Trans>An editor or owner can add one.</Trans>
      </p>
    )}
  </>
);

const AddButton = ({ onAdded }: { readonly onAdded: (session: Session) => void }): ReactNode => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        <Trans>Add session</Trans>
      </button>
      {isOpen && (
        <FailureBoundary name={t`This dialog`}>
          <Dialog title={t`Add a session`} onClose={() => setOpen(false)}>
            <AddSession
              onAdded={(session) => {
                setOpen(false);
                onAdded(session);
              }}
            />
          </Dialog>
        </FailureBoundary>
      )}
    </>
  );
};
