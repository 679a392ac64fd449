import { type ReactNode, useState } from 'react';
import type { Launch } from '../api/schema.js';
import { statusWords } from '../launches/status-words.js';
import { useEffect } from '../page/use-effect.js';
import { useOpenProject } from '../projects/open-project.js';
import { type SessionSort, type SessionsWish, sortOf } from '../projects/sessions-wish.js';

/** So long after the last key a search begins. */
const TYPING_MS = 250;

const sorts: readonly (readonly [SessionSort, string])[] = [
  ['status', 'Your status, what runs first'],
  ['last-used', 'Your last use'],
  ['name', 'Name'],
  ['added', 'Order of adding'],
];

const statuses = [
  'running',
  'launching',
  'paused',
  'failed',
  'inactive',
] as const satisfies readonly Launch['status'][];

/** Finds sessions among many: by how their names begin, and by what is the person's own. */
export const FindSessions = (): ReactNode => {
  const { data, find: show } = useOpenProject();
  const { wish } = data;
  const find = (change: Partial<SessionsWish>): void => show({ ...wish, ...change });
  return (
    <form role="search" aria-label="Sessions" className="fields find" onSubmit={(event) => event.preventDefault()}>
      <NameField query={wish.query} onFind={(query) => find({ query })} />
      <label className="field">
        <span>Sort by</span>
        <select value={sortOf(wish)} onChange={(event) => find({ sort: event.target.value as SessionSort })}>
          {sorts.map(([sort, words]) => (
            <option key={sort} value={sort} disabled={sort === 'added' && wish.query.trim() !== ''}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Your status</span>
        <select
          value={wish.status ?? ''}
          onChange={(event) => find({ status: statuses.find((status) => status === event.target.value) })}
        >
          <option value="">Any</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusWords[status]}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
};

interface NameFieldProps {
  readonly query: string;
  readonly onFind: (query: string) => void;
}

const NameField = ({ query, onFind }: NameFieldProps): ReactNode => {
  const [text, setText] = useState(query);
  // what is looked for may be set elsewhere, as for a session that was just added
  useEffect(() => {
    setText(query);
  }, [query]);
  useEffect(() => {
    if (text === query) return undefined;
    const typed = setTimeout(() => onFind(text), TYPING_MS);
    return () => clearTimeout(typed);
  });
  return (
    <label className="field grow">
      <span>Name begins with</span>
      <input
        type="search"
        value={text}
        maxLength={99}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
};
