import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { type Language, language, languages } from './language.js';

export const LanguageChoice = (): ReactNode => (
  <label className="theme">
    <span>
      <Trans>Language</Trans>
    </span>
    <select value={language.shown()} onChange={(event) => language.choose(event.target.value as Language)}>
      {Object.entries(languages).map(([one, name]) => (
        <option key={one} value={one} lang={one}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
