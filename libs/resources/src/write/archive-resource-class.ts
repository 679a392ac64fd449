import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import { classNamed, type OfferedClasses } from '../resource-classes.js';
import type { ResourcesEvent } from '../resources.events.js';

export class ArchiveResourceClass extends Command<{ readonly resourceClassId: string }> {}

/** What was never there is not there either: nobody can tell the two apart any more. */
export const archiveResourceClass: Decide<DataOf<ArchiveResourceClass>, OfferedClasses, ResourcesEvent> = (
  { resourceClassId },
  state,
) =>
  classNamed(state, resourceClassId) === undefined
    ? nothing
    : [{ type: 'ResourceClassArchived', data: { resourceClassId } }];
