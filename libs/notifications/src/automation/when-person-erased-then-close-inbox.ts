import type { Policy } from '#libs/event-sourcing';
import type { PersonEvent } from '#libs/people';

/** What they were told goes, and nothing more is told: who was erased before this version too. */
export const whenPersonErasedThenCloseInbox: Policy<PersonEvent> = {
  name: 'when-person-erased-then-close-inbox',
  on: ['PersonErased'],
  then: ({ data: { userId } }) => Promise.resolve([{ name: 'close', data: { userId } }]),
};
