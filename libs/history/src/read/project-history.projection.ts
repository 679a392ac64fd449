import type { Projection, Recorded } from '#libs/event-sourcing';
import { listedTypes } from './audience.js';
import { type HistoryEntry, historyEntry } from './history-entry.js';

/** Ids that sort as the log does: a position is at most 20 decimal digits. */
export const historyId = (position: bigint | string): string => position.toString().padStart(20, '0');

const keep = (_: HistoryEntry | undefined, event: Recorded): HistoryEntry | undefined => historyEntry(event);

/** One document per event of a project: the audit trail in log order. */
export const projectHistory: Projection<HistoryEntry, Recorded> = {
  name: 'project-history',
  version: 1,
  indexes: [{ keys: { projectId: 1, _id: 1 } }],
  documentPerEvent: true,
  id: (event) => (historyEntry(event) === undefined ? undefined : historyId(event.position)),
  evolve: Object.fromEntries([...listedTypes].map((type) => [type, keep])),
};
