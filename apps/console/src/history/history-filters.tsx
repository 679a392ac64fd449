import type { ReactNode } from 'react';
import type { HistoryEntry } from '../api/schema.js';
import { erasedPerson } from '../page/erased-person.js';
import { useOpenProject } from '../projects/open-project.js';
import { dayOf } from './day-of.js';
import { eventTypeWords } from './event-type-words.js';
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
    <form role="search" aria-label="Events" className="fields find" onSubmit={(event) => event.preventDefault()}>
      <Choice
        label="Person"
        {...{ every: 'Everybody', value: wish.person, choices: usePeople(entries) }}
        onChoose={(person) => go({ person })}
      />
      <Choice
        label="What"
        {...{ every: 'Everything', value: wish.type, choices: new Map(Object.entries(eventTypeWords)) }}
        onChoose={(type) => go({ type })}
      />
      <Choice
        label="Session"
        {...{ every: 'All of the project', value: wish.session, choices: useSessions(entries) }}
        onChoose={(session) => go({ session })}
      />
      <label className="field">
        <span>Up to the day</span>
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
