import type { Event, Policy } from '#libs/event-sourcing';
import type { LaunchEvent } from '../launch.events.js';

type Cloned = Extract<LaunchEvent, Event<'LaunchProgressed' | 'SessionStarted'>>;

const tokensIn = ({ type, data }: Cloned): readonly (string | undefined)[] =>
  type === 'SessionStarted' ? data.commits.map(({ tokenId }) => tokenId) : [data.warning?.tokenId];

/** Whose token a Git host refuses finds that where they gave it, and not only on the run that lacks a repository. */
export const whenTokenUsedThenNote: Policy<Cloned> = {
  name: 'when-token-used-then-note',
  on: ['LaunchProgressed', 'SessionStarted'],
  then: (event) => {
    const { userId } = event.data;
    const isRefused = event.type === 'LaunchProgressed';
    const tokens = [...new Set(tokensIn(event))].filter((tokenId) => tokenId !== undefined);
    return Promise.resolve(
      tokens.map((tokenId) => ({ name: 'note', data: { userId, tokenId, isRefused, at: event.at } })),
    );
  },
};
