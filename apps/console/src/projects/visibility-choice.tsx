import type { ReactNode } from 'react';
import type { Project } from '../api/schema.js';

type Visibility = Project['visibility'];

interface Props {
  readonly chosen: Visibility;
  readonly onChoose: (value: Visibility) => void;
}

const words: readonly (readonly [Visibility, string])[] = [
  ['private', 'Members only'],
  ['public', 'Everybody who is signed in, and they can launch its sessions'],
];

export const VisibilityChoice = ({ chosen, onChoose }: Props): ReactNode => (
  <fieldset className="field">
    <legend>Who can see it</legend>
    {words.map(([value, label]) => (
      <label key={value} className="choice">
        <input type="radio" name="visibility" checked={chosen === value} onChange={() => onChoose(value)} />
        <span>{label}</span>
      </label>
    ))}
  </fieldset>
);
