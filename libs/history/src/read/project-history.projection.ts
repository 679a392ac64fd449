import type { Projection, Recorded } from '#libs/event-sourcing';
import { listedTypes, seenBy } from './audience.js';
import { type HistoryEntry, historyEntry, projectOf } from './history-entry.js';
import { unreadableEvent } from './unreadable-event.js';

/** An entry with who sees it, so that a page is found by what its reader may see. */
export interface HistoryDocument extends HistoryEntry {
  readonly seenBy: readonly string[];
  /** Of what is about one. */
  readonly sessionId?: string | undefined;
}

/** Ids that sort as the log does: a position is at most 20 decimal digits. */
export const historyId = (position: bigint | string): string => position.toString().padStart(20, '0');

const keep = (_: HistoryDocument | undefined, event: Recorded): HistoryDocument | undefined => {
  const entry = historyEntry(event);
  if (entry === undefined) return undefined;
  const { sessionId } = entry.data as { readonly sessionId?: string };
  return { ...entry, seenBy: seenBy(entry.type, entry.launchingUser), sessionId };
};

/** One document per event of a project: the audit trail in log order. */
export const projectHistory: Projection<HistoryDocument, Recorded> = {
  name: 'project-history',
  version: 4,
  // types are few: whoever asks for all of them is served by the same indexes
  indexes: [
    { keys: { projectId: 1, seenBy: 1, type: 1, _id: 1 } },
    { keys: { projectId: 1, actor: 1, seenBy: 1, type: 1, _id: 1 } },
    { keys: { projectId: 1, sessionId: 1, seenBy: 1, type: 1, _id: 1 } },
    { keys: { projectId: 1, stream: 1, seenBy: 1, type: 1, _id: 1 } },
    { keys: { projectId: 1, at: 1, _id: 1 } },
  ],
  documentPerEvent: true,
  inPlaceOf: unreadableEvent,
  ids: (event) => (projectOf(event) === undefined ? [] : [historyId(event.position)]),
  evolve: Object.fromEntries([...listedTypes].map((type) => [type, keep])),
};
