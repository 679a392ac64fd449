import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import type { Api } from '../api/create-api.js';
import { firstOf } from '../api/first-of.js';
import type { HistoryEntry, Project, Session } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Answered } from '../page/answered.js';
import { focusOnceDrawn } from '../page/focus-once-drawn.js';
import { useServices } from '../page/services.js';
import { useEffect } from '../page/use-effect.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from '../projects/open-project.js';
import { SESSIONS_SHOWN } from '../projects/project-queries.js';
import { visibilityInWords } from '../projects/project-words.js';
import { ImageFacts } from '../sessions/image-facts.js';
import { resourcesInWords } from '../sessions/session-words.js';
import { useSessionNow } from '../sessions/use-session-now.js';
import { DifferenceList } from './difference-list.js';
import { toldEvent } from './told-event.js';
import { useDifferences } from './use-differences.js';
import { useHistoryAddress } from './use-history-address.js';

interface Moment {
  readonly projectId: string;
  /** Position of an event. */
  readonly at: string;
  /** How many of the sessions. */
  readonly count: number;
}

const readPast = async (api: Api, { projectId, at, count }: Moment) => {
  const path = { projectId };
  const upTo = { limit: 1, before: String(BigInt(at) + 1n) };
  const [[entry], project, { items: sessions }] = await Promise.all([
    answerOf(api.GET('/api/v1/projects/{projectId}/history', { params: { path, query: upTo } })),
    answerOf(api.GET('/api/v1/projects/{projectId}', { params: { path, query: { at } } })),
    firstOf(count, (page) =>
      api.GET('/api/v1/projects/{projectId}/sessions', { params: { path, query: { at, ...page } } }),
    ),
  ]);
  return { entry, project, sessions };
};

/** The project as it was right after an event. */
export const PastPanel = ({ at }: { readonly at: string }): ReactNode => {
  const { api } = useServices();
  const { projectId } = useOpenProject();
  const { but } = useHistoryAddress();
  const [count, setCount] = useState(SESSIONS_SHOWN);
  const query = useQuery({
    queryKey: ['past', projectId, at, count],
    queryFn: () => readPast(api, { projectId, at, count }),
    placeholderData: keepPreviousData,
  });
  const keptFocus = useKeptFocus<HTMLElement>();
  // on a narrow screen it stands above a long list; where it is seen already, nothing moves
  useEffect(() => {
    keptFocus.ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <aside className="past" aria-label={t`How it was then`} aria-live="polite" {...keptFocus}>
      <div className="headline">
        <h3>
          <Trans>How it was then</Trans>
        </h3>
        <Link to={but({ at: undefined })} onClick={() => focusOnceDrawn('history')}>
          <Trans>Back to now</Trans>
        </Link>
      </div>
      <p className="links">
        <Link to={addresses.compare(projectId, { from: at })} onClick={() => focusOnceDrawn('compared')}>
          <Trans>What changed since</Trans>
        </Link>
        <Link to={but({ at: undefined, from: at })} onClick={() => focusOnceDrawn('choosing')}>
          <Trans>Compare with another moment</Trans>
        </Link>
      </p>
      <Answered query={query}>
        {({ entry, project, sessions }) => (
          <>
            {entry !== undefined && <Entry entry={entry} />}
            {entry !== undefined && <ReproducedFrom entry={entry} />}
            {entry?.data['launchId'] === undefined && <Changes at={at} />}
            <p>{projectInWords(project)}</p>
            {sessions.length === 0 && (
              <p className="soft empty">
                <Trans>It had no sessions.</Trans>
              </p>
            )}
            {sessions.map((session) => (
              <PastSession key={session.sessionId} session={session} />
            ))}
            {sessions.length < project.counts.sessions && (
              <button type="button" onClick={() => setCount(sessions.length + SESSIONS_SHOWN)}>
                {moreInWords(project.counts.sessions)}
              </button>
            )}
          </>
        )}
      </Answered>
    </aside>
  );
};

const moreInWords = (count: number): string =>
  plural(count, { one: 'Show more of # session', other: 'Show more of # sessions' });

const Entry = ({ entry }: { readonly entry: HistoryEntry }): ReactNode => {
  const { text: event } = toldEvent(entry, useServices().me);
  return <p className="soft break">{t`After: ${event}`}</p>;
};

const projectInWords = ({ name, counts, ...project }: Project): string => {
  const visibility = visibilityInWords(project.visibility);
  const { members, repositories } = counts;
  return t`“${name}”, ${visibility}, with ${plural(members, {
    one: '# member',
    other: '# members',
  })} and ${plural(repositories, { one: '# repository', other: '# repositories' })}.`;
};

/** Told to auditors alone. */
const ReproducedFrom = ({ entry }: { readonly entry: HistoryEntry }): ReactNode => {
  const from = entry.data['reproducedFrom'] as { projectId: string; launchId: string; run: number } | undefined;
  if (from === undefined) return null;
  return (
    <p>
      <Link to={addresses.run(from.projectId, from.launchId, from.run)}>
        <Trans>The run that it was reproduced from</Trans>
      </Link>
    </p>
  );
};

/** "Configured the session" alone does not say what is not as it was before. */
const Changes = ({ at }: { readonly at: string }): ReactNode => {
  const { projectId } = useOpenProject();
  const query = useDifferences(projectId, { from: String(BigInt(at) - 1n), to: at });
  return (
    <Answered query={query}>
      {(diff) => <DifferenceList diff={diff} otherwise={t`It changed nothing that can be compared.`} />}
    </Answered>
  );
};

const calledInWords = ({ name }: Session): string => t`It is called “${name}” now.`;

const PastSession = ({ session }: { readonly session: Session }): ReactNode => {
  const { session: now, isGone } = useSessionNow(session.sessionId);
  return (
    <article className="past-session">
      <h4>
        {session.name}{' '}
        {session.isDefault && (
          <span className="tag">
            <Trans>default</Trans>
          </span>
        )}
      </h4>
      <p className="soft small">{resourcesInWords(session.resources) ?? t`No minimum resources`}</p>
      <ImageFacts session={session} />
      <p className="small soft">
        {isGone && t`It is not there any more.`}
        {now !== undefined && now.name !== session.name && calledInWords(now)}
      </p>
    </article>
  );
};
