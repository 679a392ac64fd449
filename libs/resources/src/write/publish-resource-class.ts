import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ResourceClass } from '#libs/resource-classes';
import { classNamed, type OfferedClasses } from '../resource-classes.js';
import type { ResourcesEvent } from '../resources.events.js';
import { reject } from '../resources.rejections.js';

export class PublishResourceClass extends Command<ResourceClass> {}

/** Names are what people choose by. */
export const refuseTakenName = (classes: OfferedClasses, resourceClassId: string, name: string) => {
  const isTaken = classes.some((one) => one.resourceClassId !== resourceClassId && one.name === name);
  const detail = 'Choose another name, or change the class that has it.';
  return isTaken ? reject('resource-class-name-taken', detail, { errors: [{ pointer: '/name', detail }] }) : undefined;
};

export const publishResourceClass: Decide<DataOf<PublishResourceClass>, OfferedClasses, ResourcesEvent> = (
  { resourceClassId, name, cpu, memory, gpu, maxDisk, placement, capacity },
  state,
) => {
  if (classNamed(state, resourceClassId) !== undefined) return nothing;
  const refused = refuseTakenName(state, resourceClassId, name);
  if (refused !== undefined) return refused;
  const data = { resourceClassId, name, cpu, memory, gpu, maxDisk, placement, capacity };
  return [{ type: 'ResourceClassPublished', data }];
};
