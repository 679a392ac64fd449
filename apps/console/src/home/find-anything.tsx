import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Project } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Failed } from '../page/failed.js';
import { TextField } from '../page/text-field.js';
import { useSettled } from '../page/use-settled.js';
import { FEWEST_LETTERS, MOST_SESSIONS, useFoundSessions } from './use-found-sessions.js';

/** Of each kind. */
const MOST = 8;

interface Props {
  /** One's own, the last used first. */
  readonly projects: readonly Project[];
}

/** Finds one's projects by any part of their names, and their sessions by how theirs begin. */
export const FindAnything = ({ projects }: Props): ReactNode => {
  const [text, setText] = useState('');
  const query = useSettled(text.trim());
  return (
    <form role="search" aria-label={t`Projects and sessions`} onSubmit={(event) => event.preventDefault()}>
      <TextField
        label={t`Find a project or session`}
        type="search"
        value={text}
        maxLength={99}
        spellCheck={false}
        onType={setText}
      />
      {query.length >= FEWEST_LETTERS && <Results query={query} projects={projects} />}
    </form>
  );
};

const Results = ({ query, projects }: Props & { readonly query: string }): ReactNode => {
  const sessions = useFoundSessions(query);
  const wanted = query.toLocaleLowerCase();
  const named = projects.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const found = sessions.data ?? [];
  return (
    <>
      <Failed of={[sessions]} />
      <p role="status" className="soft small">
        {sessions.isFetching ? t`Looking…` : inWords(named.length, found.length)}
      </p>
      <ul className="rows" aria-label={t`Found`}>
        {named.slice(0, MOST).map(({ projectId, name }) => (
          <li key={projectId}>
            <Link to={addresses.project(projectId)} className="break">
              {name}
            </Link>
            <span className="tag">
              <Trans>project</Trans>
            </span>
          </li>
        ))}
        {found.map(({ sessionId, name, projectId, projectName }) => (
          <li key={sessionId}>
            <span className="break">
              <Trans>
                <Link to={addresses.session(projectId, sessionId)}>{name}</Link> in {projectName}
              </Trans>
            </span>
            <span className="tag">
              <Trans>session</Trans>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
};

const inWords = (projects: number, sessions: number): string =>
  sessions < MOST_SESSIONS
    ? t`${plural(projects, { one: '# project', other: '# projects' })} and ${plural(sessions, { one: '# session', other: '# sessions' })} found.`
    : t`${plural(projects, { one: '# project', other: '# projects' })} and the first ${sessions} sessions found.`;
