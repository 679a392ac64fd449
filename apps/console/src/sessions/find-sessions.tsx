import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import type { Launch } from '../api/schema.js';
import { statusInWords } from '../launches/status-words.js';
import { TextField } from '../page/text-field.js';
import { useEffect } from '../page/use-effect.js';
import { useOpenProject } from '../projects/open-project.js';
import { type SessionSort, sortOf } from '../projects/sessions-wish.js';

/** So long after the last key a search begins. */
const TYPING_MS = 250;

const sorts: readonly (readonly [SessionSort, MessageDescriptor])[] = [
  ['status', msg`Your status, what runs first`],
  ['last-used', msg`Your last use`],
  ['name', msg`Name`],
  ['added', msg`Order of adding`],
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
  const { wanted: wish, find } = useOpenProject();
  return (
    <form role="search" aria-label={t`Sessions`} className="fields find" onSubmit={(event) => event.preventDefault()}>
      <NameField query={wish.query} onFind={(query) => find({ query })} />
      <label className="field">
        <span>
          <Trans>Sort by</Trans>
        </span>
        <select value={sortOf(wish)} onChange={(event) => find({ sort: event.target.value as SessionSort })}>
          {sorts.map(([sort, words]) => (
            <option key={sort} value={sort} disabled={sort === 'added' && wish.query.trim() !== ''}>
              {t(words)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>
          <Trans>Your status</Trans>
        </span>
        <select
          value={wish.status ?? ''}
          onChange={(event) => find({ status: statuses.find((status) => status === event.target.value) })}
        >
          <option value="">{t`Any`}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusInWords(status)}
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
    <TextField
      label={t`Name begins with`}
      className="field grow"
      type="search"
      value={text}
      maxLength={99}
      spellCheck={false}
      onType={setText}
    />
  );
};
