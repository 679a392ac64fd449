import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useSyncExternalStore } from 'react';
import { type Theme, theme, themes } from './theme.js';

const words: Readonly<Record<Theme, MessageDescriptor>> = {
  system: msg`As the system`,
  light: msg`Light`,
  dark: msg`Dark`,
};

export const ThemeChoice = (): ReactNode => {
  const shown = useSyncExternalStore(theme.watch, theme.shown);
  return (
    <label className="theme">
      <span>
        <Trans>Theme</Trans>
      </span>
      <select value={shown} onChange={(event) => theme.choose(event.target.value as Theme)}>
        {themes.map((one) => (
          <option key={one} value={one}>
            {t(words[one])}
          </option>
        ))}
      </select>
    </label>
  );
};
