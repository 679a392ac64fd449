import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { HistoryEntry, Project, Session } from '../api/views.js';
import { SESSIONS_SHOWN } from '../live/session-window.js';
import { projectAddress } from '../page/address.js';
import { Alert } from '../page/alert.js';
import { Link } from '../page/link.js';
import { useServices } from '../page/services.js';
import { useEffect } from '../page/use-effect.js';
import { useRequest } from '../page/use-request.js';
import { useOpenProject } from '../projects/open-project.js';
import { ImageFacts } from '../sessions/image-facts.js';
import { resourcesInWords } from '../sessions/session-words.js';
import { useSessionNow } from '../sessions/use-session-now.js';
import { toldEvent } from './told-event.js';

/** The project as it was right after an event. */
export const PastPanel = ({ at }: { readonly at: string }): ReactNode => {
  const { api, me } = useServices();
  const { data } = useOpenProject();
  const path = `/projects/${data.project.projectId}`;
  const [count, setCount] = useState(SESSIONS_SHOWN);
  const { answer, problem } = useRequest(
    useCallback(async () => {
      const [[entry], project, sessions] = await Promise.all([
        api.get<HistoryEntry[]>(`${path}/history?limit=1&before=${BigInt(at) + 1n}`),
        api.get<Project>(`${path}?at=${at}`),
        api.getFirst<Session>(`${path}/sessions?at=${at}`, count),
      ]);
      return { entry, project, sessions: sessions.items };
    }, [api, path, at, count]),
  );
  const panel = useRef<HTMLElement>(null);
  // on a narrow screen it stands above a long list; where it is seen already, nothing moves
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <aside ref={panel} className="past" aria-label="How it was then" aria-live="polite">
      <div className="headline">
        <h3>How it was then</h3>
        <Link href={projectAddress(data.project.projectId, 'history')}>Back to now</Link>
      </div>
      <Alert>{problem}</Alert>
      {answer !== undefined && (
        <>
          {answer.entry !== undefined && <p className="soft">After: {toldEvent(answer.entry, me).text}</p>}
          <p>
            “{answer.project.name}”, {answer.project.visibility}, with {answer.project.counts.members} member
            {answer.project.counts.members === 1 ? '' : 's'} and {answer.project.counts.repositories} repositor
            {answer.project.counts.repositories === 1 ? 'y' : 'ies'}.
          </p>
          {answer.sessions.length === 0 && <p className="soft empty">It had no sessions.</p>}
          {answer.sessions.map((session) => (
            <PastSession key={session.sessionId} session={session} />
          ))}
          {answer.sessions.length < answer.project.counts.sessions && (
            <button type="button" onClick={() => setCount(answer.sessions.length + SESSIONS_SHOWN)}>
              Show more of {answer.project.counts.sessions} sessions
            </button>
          )}
        </>
      )}
    </aside>
  );
};

const PastSession = ({ session }: { readonly session: Session }): ReactNode => {
  const { session: now, isGone } = useSessionNow(session.sessionId);
  return (
    <article className="past-session">
      <h4>
        {session.name} {session.isDefault && <span className="tag">default</span>}
      </h4>
      <p className="soft small">{resourcesInWords(session.resources) ?? 'No minimum resources'}</p>
      <ImageFacts session={session} />
      <p className="small soft">
        {isGone && 'It is not there any more.'}
        {now !== undefined && now.name !== session.name && `It is called “${now.name}” now.`}
      </p>
    </article>
  );
};
