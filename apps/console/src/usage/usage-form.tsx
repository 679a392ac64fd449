import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { useServices } from '../page/services.js';
import { UsageFilters } from './usage-filters.js';
import { dimensionsOf, scopesOf, type UsageWish } from './usage-wish.js';

interface Props {
  readonly wish: UsageWish;
  readonly onChange: (change: Partial<UsageWish>) => void;
}

const scopeWords: Readonly<Record<UsageWish['of'], MessageDescriptor>> = {
  mine: msg`My sessions`,
  owned: msg`Projects that I own`,
  everything: msg`Everything`,
};

const dimensionWords: Readonly<Record<UsageWish['by'], MessageDescriptor>> = {
  month: msg`Month`,
  project: msg`Project`,
  class: msg`Resource class`,
  user: msg`Person`,
};

/** Whose usage is shown, by what, and of which time; kept in the address. */
export const UsageForm = ({ wish, onChange }: Props): ReactNode => (
  <form role="search" aria-label={t`Usage`} className="fields find" onSubmit={(event) => event.preventDefault()}>
    <Choice
      label={t({ message: 'Of', context: 'usage' })}
      {...{ value: wish.of, values: scopesOf(useServices().me.roles), words: scopeWords }}
      onChoose={(of) => onChange({ of })}
    />
    <Choice
      label={t({ message: 'By', context: 'usage' })}
      {...{ value: wish.by, values: dimensionsOf(wish.of), words: dimensionWords }}
      onChoose={(by) => onChange({ by })}
    />
    <Day label={t({ message: 'From', context: 'usage' })} value={wish.from} onChoose={(from) => onChange({ from })} />
    <Day label={t({ message: 'Before', context: 'usage' })} value={wish.to} onChoose={(to) => onChange({ to })} />
    <UsageFilters wish={wish} onChange={onChange} />
  </form>
);

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly words: Readonly<Record<Value, MessageDescriptor>>;
  readonly onChoose: (value: Value) => void;
}

const Choice = <Value extends string>({ label, value, values, words, onChoose }: ChoiceProps<Value>): ReactNode => (
  <label className="field">
    <span>{label}</span>
    <select value={value} onChange={({ target }) => onChoose(target.value as Value)}>
      {values.map((each) => (
        <option key={each} value={each}>
          {t(words[each])}
        </option>
      ))}
    </select>
  </label>
);

interface DayProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChoose: (day: string | undefined) => void;
}

const Day = ({ label, value, onChoose }: DayProps): ReactNode => (
  <label className="field">
    <span>{label}</span>
    <input
      type="date"
      value={value ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? undefined : target.value)}
    />
  </label>
);
