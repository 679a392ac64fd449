import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Session } from '../api/schema.js';

/** `all` includes those that are connected later. */
export type Selection = Session['repositories'];

export interface ChoiceProps {
  readonly chosen: Selection;
  readonly onChange: (chosen: Selection) => void;
}

interface Props extends ChoiceProps {
  readonly field: string;
  readonly legend: string;
  /** What is said where the project has none of them. */
  readonly none: string;
  readonly all: readonly { readonly id: string; readonly name: string }[];
}

/** What a session gets under /work of what its project has. */
export const MountChoice = ({ chosen, onChange, field, legend, none, all }: Props): ReactNode => {
  const ids = chosen === 'all' ? [] : chosen;
  const toggle = (id: string, isIn: boolean): void =>
    onChange(isIn ? [...ids, id] : ids.filter((other) => other !== id));
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <label className="choice">
        <input type="radio" name={field} checked={chosen === 'all'} onChange={() => onChange('all')} />
        <span>
          <Trans>All, including those that are connected later</Trans>
        </span>
      </label>
      <label className="choice">
        <input
          type="radio"
          name={field}
          checked={chosen !== 'all'}
          onChange={() => onChange(all.map(({ id }) => id))}
        />
        <span>
          <Trans>These only</Trans>
        </span>
      </label>
      {chosen !== 'all' && (
        <div className="indented">
          {all.length === 0 && <p className="soft">{none}</p>}
          {all.map(({ id, name }) => (
            <label key={id} className="choice">
              <input
                type="checkbox"
                checked={ids.includes(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              <code>/work/{name}</code>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
};
