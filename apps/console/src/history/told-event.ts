import type { HistoryEntry, Me } from '../api/views.js';
import { callPerson } from '../page/call-person.js';
import { type EventWords, eventInWords } from './event-words.js';

export interface ToldEvent extends EventWords {
  readonly position: string;
  readonly at: string;
}

/** Launch events name whose launch it is, which is to be told where somebody else did it. */
const launchingUser = ({ actor, data: { launchId, userId } }: HistoryEntry): string | undefined =>
  launchId === undefined || typeof userId !== 'string' || userId === actor ? undefined : userId;

/** What happened, as it is told to this reader. */
export const toldEvent = (entry: HistoryEntry, me: Me): ToldEvent => {
  const { position, at, names = {} } = entry;
  const call = (actor: string): string => callPerson(actor, me, (userId) => names[userId]);
  const user = launchingUser(entry);
  return { position, at, ...eventInWords(entry, { call, launchedBy: user === undefined ? undefined : call(user) }) };
};
