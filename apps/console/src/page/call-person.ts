import type { Member } from '../api/views.js';
import type { Services } from './services.js';

/** How a person is called on this page: a name where one is known, else something to tell two people apart by. */
export const callPerson =
  ({ me, known }: Pick<Services, 'me' | 'known'>, members: readonly Member[] = []) =>
  (actor: string): string => {
    if (actor === me.userId) return me.displayName;
    if (actor.startsWith('system:')) return 'The system';
    const member = members.find(({ userId }) => userId === actor);
    return member?.displayName ?? known.get(actor)?.displayName ?? `Somebody (${actor.slice(0, 8)})`;
  };
