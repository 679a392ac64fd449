import type { Policy } from '#libs/event-sourcing';
import type { PersonEvent } from '../person.events.js';

/** Whatever became of the process that was asked: name and address go. */
export const whenPersonErasedThenForget: Policy<PersonEvent> = {
  name: 'when-person-erased-then-forget',
  on: ['PersonErased'],
  then: ({ data: { userId } }) => Promise.resolve([{ name: 'forget', data: { userId } }]),
};
