import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Project } from '../api/schema.js';

type Visibility = Project['visibility'];

interface Props {
  readonly chosen: Visibility;
  readonly onChoose: (value: Visibility) => void;
}

const words: readonly (readonly [Visibility, MessageDescriptor])[] = [
  ['private', msg`Members only`],
  ['public', msg`Everybody who is signed in, and they can launch its sessions`],
];

export const VisibilityChoice = ({ chosen, onChoose }: Props): ReactNode => (
  <fieldset className="field">
    <legend>
      <Trans>Who can see it</Trans>
    </legend>
    {words.map(([value, label]) => (
      <label key={value} className="choice">
        <input type="radio" name="visibility" checked={chosen === value} onChange={() => onChoose(value)} />
        <span>{t(label)}</span>
      </label>
    ))}
  </fieldset>
);
