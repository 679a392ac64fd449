import type { Policy } from '#libs/event-sourcing';
import type { OwnedProjects } from '../facts/owned-projects.js';
import type { PersonEvent } from '../person.events.js';

/**
 * What they owned goes to others, once they are forgotten: of two who are erased one after the other, the second does not pass on to the
 * first. It begins with the first erasure of all, so that those are dealt with that a version before this one has heard of.
 */
export const whenPersonErasedThenPassOn: Policy<PersonEvent, Pick<OwnedProjects, 'of'>> = {
  name: 'when-person-erased-then-pass-on',
  on: ['PersonErased'],
  then: async ({ data: { userId } }, projects) => {
    const owned = await projects.of(userId);
    return [
      { name: 'forget', data: { userId } },
      ...owned.map((projectId) => ({ name: 'passOn', key: projectId, data: { projectId, userId } })),
    ];
  },
};
