import { asWhom, visibleData } from './audience.js';
import type { HistoryEntry } from './history-entry.js';
import type { Viewer } from './viewer.js';

/** An entry as its reader sees it, if they see it at all. */
export const asSeenBy = (viewer: Pick<Viewer, 'as' | 'userId'>, entry: HistoryEntry): HistoryEntry[] => {
  const data = visibleData(entry.type, entry.data, asWhom(viewer, entry.launchingUser));
  return data === undefined ? [] : [{ ...entry, data }];
};
