import { plural, t } from '@lingui/core/macro';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { Dialog } from '../page/dialog.js';
import { useSettled } from '../page/use-settled.js';
import { actionsOnPage } from './actions-on-page.js';
import type { Entry } from './entry.js';
import { matchingEntries } from './matching-entries.js';
import { usePlaces } from './use-places.js';

const SHOWN = 12;

interface Props {
  readonly onClose: () => void;
}

/** A combobox whose list is always open (WAI-ARIA APG): what has the focus is the field, also while the list is gone through. */
export const PaletteDialog = ({ onClose }: Props): ReactNode => {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const [actions] = useState(actionsOnPage);
  const places = usePlaces(useSettled(typed.trim()));
  // nothing is done by Enter alone: what acts is asked for by its name
  const offered = typed.trim() === '' ? places : [...places, ...actions];
  const found = matchingEntries(offered, typed, SHOWN);
  const active = found[Math.min(chosen, found.length - 1)];
  const list = useId();
  const count = found.length;
  const choose = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    onClose();
    // the dialog gives the focus back first
    setTimeout(entry.choose);
  };
  const press = (event: KeyboardEvent): void => {
    const next = moved(event.key, found.indexOf(active as Entry), count);
    if (event.key === 'Enter') choose(active);
    else if (next !== undefined) setChosen(next);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t`Go to, or do`} onClose={onClose}>
      <div className="palette">
        <input
          role="combobox"
          aria-label={t`Page, project, session or action`}
          aria-expanded="true"
          aria-controls={list}
          aria-autocomplete="list"
          {...(active !== undefined && { 'aria-activedescendant': `${list}${active.id}` })}
          autoComplete="off"
          spellCheck={false}
          maxLength={99}
          value={typed}
          onKeyDown={press}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
        />
        <div role="listbox" id={list} aria-label={t`Found`}>
          {found.map((entry) => (
            <Option
              key={entry.id}
              id={`${list}${entry.id}`}
              entry={entry}
              isActive={entry === active}
              onChoose={() => choose(entry)}
            />
          ))}
        </div>
        <p role="status" className="soft small">
          {count === 0
            ? t`Nothing is called so.`
            : plural(count, {
                one: '# result. Arrows and Enter choose.',
                other: '# results. Arrows and Enter choose.',
              })}
        </p>
      </div>
    </Dialog>
  );
};

/** Which one is next; undefined where the key moves nothing. */
const moved = (key: string, from: number, count: number): number | undefined => {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (from + 1) % count;
  return key === 'ArrowUp' ? (from - 1 + count) % count : undefined;
};

interface OptionProps {
  readonly id: string;
  readonly entry: Entry;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

const Option = ({ id, entry, isActive, onChoose }: OptionProps): ReactNode => (
  // keys are the field's: see PaletteDialog
  // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are pressed in the field
  <div
    role="option"
    id={id}
    aria-selected={isActive}
    ref={(element) => {
      if (isActive) element?.scrollIntoView({ block: 'nearest' });
    }}
    onClick={onChoose}
  >
    <span className="break">{entry.label}</span>
    <span className="soft small break">{entry.kind}</span>
  </div>
);
