import type { Policy } from '#libs/event-sourcing';
import type { OwnedProjects } from '../facts/owned-projects.js';
import type { PersonEvent } from '../person.events.js';

/**
 * Whatever became of the process that was asked: name and address go, and then what they owned goes to others. In this order: of
 * two who are erased one after the other the second does not pass on to the first.
 */
export const whenPersonErasedThenForget: Policy<PersonEvent, Pick<OwnedProjects, 'of'>> = {
  name: 'when-person-erased-then-forget',
  on: ['PersonErased'],
  then: async ({ data: { userId }, position }, projects) => {
    const owned = await projects.of(userId, position);
    return [
      { name: 'forget', data: { userId } },
      ...owned.map((projectId) => ({ name: 'passOn', key: projectId, data: { projectId, userId } })),
    ];
  },
};
