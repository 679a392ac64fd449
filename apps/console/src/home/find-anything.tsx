import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Project } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { counted } from '../page/counted.js';
import { Failed } from '../page/failed.js';
import { useSettled } from '../page/use-settled.js';
import { FEWEST_LETTERS, SEARCHED_PROJECTS, useFoundSessions } from './use-found-sessions.js';

/** Of each kind. */
const MOST = 8;

interface Props {
  /** One's own, the last used first. */
  readonly projects: readonly Project[];
}

/** Finds one's projects by any part of their names, and sessions of the last used ones by how theirs begin. */
export const FindAnything = ({ projects }: Props): ReactNode => {
  const [text, setText] = useState('');
  const query = useSettled(text.trim());
  return (
    <form role="search" aria-label="Projects and sessions" onSubmit={(event) => event.preventDefault()}>
      <label className="field">
        <span>Find a project or session</span>
        <input
          type="search"
          value={text}
          maxLength={99}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {query.length >= FEWEST_LETTERS && <Results query={query} projects={projects} />}
    </form>
  );
};

const Results = ({ query, projects }: Props & { readonly query: string }): ReactNode => {
  const sessions = useFoundSessions(query, projects);
  const wanted = query.toLocaleLowerCase();
  const named = projects.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const found = sessions.data ?? [];
  return (
    <>
      <Failed of={[sessions]} />
      <p role="status" className="soft small">
        {sessions.isFetching ? 'Looking…' : inWords(named.length, found.length, projects.length)}
      </p>
      <ul className="rows" aria-label="Found">
        {named.slice(0, MOST).map(({ projectId, name }) => (
          <li key={projectId}>
            <Link to={addresses.project(projectId)} className="break">
              {name}
            </Link>
            <span className="tag">project</span>
          </li>
        ))}
        {found.map(({ sessionId, name, project }) => (
          <li key={sessionId}>
            <span className="break">
              <Link to={addresses.session(project.projectId, sessionId)}>{name}</Link> in {project.name}
            </span>
            <span className="tag">session</span>
          </li>
        ))}
      </ul>
    </>
  );
};

const inWords = (projects: number, sessions: number, all: number): string => {
  const where = all > SEARCHED_PROJECTS ? ` of your ${SEARCHED_PROJECTS} last used projects` : '';
  return `${counted(projects, 'project')} and ${counted(sessions, 'session')}${where} found.`;
};
