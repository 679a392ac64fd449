import { useSyncExternalStore } from 'react';
import { type Address, parseAddress } from './address.js';

const watchers = new Set<() => void>();
const tell = (): void => {
  for (const watcher of watchers) watcher();
};

const watch = (watcher: () => void): (() => void) => {
  if (watchers.size === 0) addEventListener('popstate', tell);
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) removeEventListener('popstate', tell);
  };
};

const current = (): string => location.pathname + location.search;

export const goTo = (path: string, { replace = false } = {}): void => {
  if (replace) history.replaceState(null, '', path);
  else if (path !== current()) history.pushState(null, '', path);
  tell();
};

export const useAddress = (): Address => parseAddress(useSyncExternalStore(watch, current));
