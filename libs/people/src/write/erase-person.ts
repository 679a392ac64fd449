import { Command, type DataOf, type Decide, type Decision, nothing } from '#libs/event-sourcing';
import type { PersonEvent } from '../person.events.js';
import type { Person } from '../person.js';
import { reject } from '../person.rejections.js';

export class ErasePerson extends Command<{ readonly userId: string }> {}

/** By themself, once and for all. Nothing that others did can keep them from it: what they own is passed on. */
export const erasePerson: Decide<DataOf<ErasePerson>, Person, PersonEvent> = (
  { userId, actor },
  { isErased },
): Decision<PersonEvent> => {
  if (actor !== userId) return reject('forbidden', 'Only you yourself can have yourself erased.');
  return isErased ? nothing : [{ type: 'PersonErased', data: { userId } }];
};
