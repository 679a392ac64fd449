import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { HistoryEntry } from '../api/schema.js';
import { erasedPerson } from '../page/erased-person.js';
import { useOpenProject } from '../projects/open-project.js';
import { dayOf } from './day-of.js';
import { eventTypeInWords, eventTypes } from './event-type-words.js';
import { useHistoryAddress } from './use-history-address.js';

interface Props {
  /** Those that are shown, which name people and sessions that are not here any more. */
  readonly entries: readonly HistoryEntry[];
}

type Choices = ReadonlyMap<string, string>;

/** Which of the events are shown; kept in the address. */
export const HistoryFilters = ({ entries }: Props): ReactNode => {
  const { wish, go } = useHistoryAddress();
  return (
    <form role="search" aria-label={t`Events`} className="fields find" onSubmit={(event) => event.preventDefault()}>
      <Choice
        label={t`Person`}
        {...{ every: t`Everybody`, value: wish.person, choices: usePeople(entries) }}
        onChoose={(person) => go({ person })}
      />
      <Choice
        label={t`What`}
        {...{ every: t`Everything`, value: wish.type, choices: typesInWords() }}
        onChoose={(type) => go({ type })}
      />
      <Choice
        label={t`Session`}
        {...{ every: t`All of the project`, value: wish.session, choices: useSessions(entries) }}
        onChoose={(session) => go({ session })}
      />
      <label className="field">
        <span>
          <Trans>Up to the day</Trans>
        </span>
        <input
          type="date"
          value={wish.until ?? ''}
          max={dayOf(new Date().toISOString())}
          onChange={({ target }) => go({ until: target.value })}
        />
      </label>
    </form>
  );
};

interface ChoiceProps {
  readonly label: string;
  readonly every: string;
  readonly value: string | undefined;
  /** By what is chosen, what it is called. */
  readonly choices: Choices;
  readonly onChoose: (value: string | undefined) => void;
}

const Choice = ({ label, every, value, choices, onChoose }: ChoiceProps): ReactNode => (
  <label className="field">
    <span>{label}</span>
    <select value={value ?? ''} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{every}</option>
      {[...choices].map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
      {value !== undefined && !choices.has(value) && <option value={value}>{value.slice(0, 8)}</option>}
    </select>
  </label>
);

const typesInWords = (): Choices => new Map(eventTypes.map((type) => [type, eventTypeInWords(type)]));

const usePeople = (entries: readonly HistoryEntry[]): Choices => {
  const { members } = useOpenProject().data;
  return new Map([
    ...entries
      .filter(({ actor }) => !actor.startsWith('system:'))
      .map(({ actor, names }) => [actor, names?.[actor] ?? erasedPerson(actor)] as const),
    ...members.map(({ userId, displayName }) => [userId, displayName ?? erasedPerson(userId)] as const),
  ]);
};

const useSessions = (entries: readonly HistoryEntry[]): Choices => {
  const { sessions } = useOpenProject().data;
  const named = entries.flatMap(({ data: { sessionId }, names }) => {
    const name = typeof sessionId === 'string' ? names?.[sessionId] : undefined;
    return name === undefined ? [] : [[String(sessionId), name] as const];
  });
  return new Map([...named, ...sessions.map(({ sessionId, name }) => [sessionId, name] as const)]);
};
