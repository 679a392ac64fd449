import { Command, type DataOf, type Decide, type Decision, nothing, reject } from '#libs/event-sourcing';
import type { PersonEvent } from '../person.events.js';
import type { Person } from '../person.js';

export class ErasePerson extends Command<{ readonly userId: string }> {}

export interface OwnedProjects {
  /** Projects that nobody else owns. */
  readonly ownedAlone: readonly { readonly projectId: string; readonly name: string }[];
}

const lastOwner = (projects: OwnedProjects['ownedAlone']) => {
  const named = projects.map(({ projectId, name }) => `"${name}" (${projectId})`).join(', ');
  const detail = `You are the last owner of ${named}. Make somebody else an owner, or delete the project, first.`;
  return reject('last-owner', detail, { projects });
};

/** By themself, once and for all. A project always has an owner. */
export const erasePerson: Decide<DataOf<ErasePerson> & OwnedProjects, Person, PersonEvent> = (
  { userId, actor, ownedAlone },
  { isErased },
): Decision<PersonEvent> => {
  if (actor !== userId) return reject('forbidden', 'Only you yourself can have yourself erased.');
  if (isErased) return nothing;
  if (ownedAlone.length > 0) return lastOwner(ownedAlone);
  return [{ type: 'PersonErased', data: { userId } }];
};
