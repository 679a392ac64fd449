import { type ReactNode, useSyncExternalStore } from 'react';
import { type Theme, theme, themes } from './theme.js';

const words: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export const ThemeChoice = (): ReactNode => {
  const shown = useSyncExternalStore(theme.watch, theme.shown);
  return (
    <label className="theme">
      <span>Theme</span>
      <select value={shown} onChange={(event) => theme.choose(event.target.value as Theme)}>
        {themes.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </label>
  );
};
