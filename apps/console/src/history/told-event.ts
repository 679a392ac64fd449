import type { HistoryEntry, Me } from '../api/schema.js';
import { callPerson } from '../page/call-person.js';
import { erasedPerson } from '../page/erased-person.js';
import type { Told } from './event-facts.js';
import { type EventWords, eventInWords } from './event-words.js';

export interface ToldEvent extends EventWords {
  readonly position: string;
  readonly at: string;
}

/** Launch events name whose launch it is, which is to be told where somebody else did it. */
const launchingUser = ({ actor, data: { launchId, userId } }: Told): string | undefined =>
  launchId === undefined || typeof userId !== 'string' || userId === actor ? undefined : userId;

/** What happened, as it is told to this reader. */
export const toldEvent = (entry: Told & Pick<HistoryEntry, 'position' | 'at'>, me: Me): ToldEvent => {
  const { position, at, names } = entry;
  // it names everybody who is there
  const nameOf = (userId: string): string | undefined => names && (names[userId] ?? erasedPerson(userId));
  const call = (actor: string): string => callPerson(actor, me, nameOf);
  const user = launchingUser(entry);
  return { position, at, ...eventInWords(entry, { call, launchedBy: user === undefined ? undefined : call(user) }) };
};
