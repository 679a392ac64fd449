import type { HistoryEntry } from '../api/views.js';
import { type EventWords, eventInWords } from './event-words.js';

export interface ToldEvent extends EventWords {
  readonly position: string;
  readonly at: string;
  readonly type: string;
}

/** How a user id or `system:<part>` is called on this page. */
export type CallPerson = (actor: string) => string;

const idFields = ['sessionId', 'repositoryId', 'storageId'] as const;

/** What an event calls things by: later events name only their ids. */
const learn = (names: Map<string, string>, { data }: HistoryEntry, call: CallPerson): void => {
  const name = data['name'];
  for (const field of idFields) {
    const id = data[field];
    if (typeof id === 'string' && typeof name === 'string') names.set(id, name);
  }
  const { launchId, sessionId, userId } = data;
  const sessionName = typeof sessionId === 'string' ? names.get(sessionId) : undefined;
  if (typeof launchId === 'string' && sessionName !== undefined) names.set(launchId, sessionName);
  if (typeof userId === 'string') names.set(userId, call(userId));
};

/** Launch events name whose launch it is, which is to be told where somebody else did it. */
const launchedBy = ({ actor, data: { launchId, userId } }: HistoryEntry, call: CallPerson): string | undefined =>
  launchId === undefined || typeof userId !== 'string' || userId === actor ? undefined : call(userId);

/** A project's history as it is told: from the oldest event on, each with the names that were valid then. */
export const toldHistory = (entries: readonly HistoryEntry[], call: CallPerson): readonly ToldEvent[] => {
  const names = new Map<string, string>();
  return entries.map((entry) => {
    learn(names, entry, call);
    const { position, at, type } = entry;
    return {
      position,
      at,
      type,
      ...eventInWords(entry, call(entry.actor), { names, launchedBy: launchedBy(entry, call) }),
    };
  });
};
