export type Theme = 'system' | 'light' | 'dark';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** As public/theme.js reads it, before anything is drawn. */
const KEY = 'renku-sessions:theme';

const watchers = new Set<() => void>();

const show = (chosen: Theme): void => {
  if (chosen === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
  for (const watcher of watchers) watcher();
};

/** What is chosen in another tab is shown in this one. */
const follow = ({ key, newValue }: StorageEvent): void => {
  if (key === KEY) show(themes.find((one) => one === newValue) ?? 'system');
};

/** Light or dark, as this browser's user chose, or else as their system is. */
export const theme = {
  shown: (): Theme => themes.find((one) => one === document.documentElement.dataset['theme']) ?? 'system',
  choose: (chosen: Theme): void => {
    show(chosen);
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // a browser that keeps nothing shows it until the page is left
    }
  },
  watch: (watcher: () => void): (() => void) => {
    if (watchers.size === 0) addEventListener('storage', follow);
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0) removeEventListener('storage', follow);
    };
  },
} as const;
