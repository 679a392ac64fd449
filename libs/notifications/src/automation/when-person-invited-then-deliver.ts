import type { Policy } from '#libs/event-sourcing';
import type { ProjectEvent } from '#libs/projects';

/** Whoever is invited from now on is told by e-mail, where the operator has set that up: they may never have been here. */
export const whenPersonInvitedThenDeliver: Policy<ProjectEvent> = {
  name: 'when-person-invited-then-deliver',
  on: ['PersonInvited'],
  then: (event) => {
    if (event.type !== 'PersonInvited') return Promise.resolve([]);
    const { projectId, invitationId } = event.data;
    return Promise.resolve([{ name: 'queue', data: { projectId, invitationId, invitedBy: event.metadata.actor } }]);
  },
};
