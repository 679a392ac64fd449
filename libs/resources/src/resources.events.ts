import { z } from 'zod';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';
import { placementSchema } from '#libs/resource-classes';

const resourceClassId = z.uuid();

/** What a session of it gets: cores, bytes of memory, graphics cards; and bytes of disk that it may ask for. */
const described = {
  name: z.string(),
  cpu: z.number(),
  memory: z.int(),
  gpu: z.int(),
  maxDisk: z.int().optional(),
  placement: placementSchema.optional(),
  /** How many sessions of it may run at a time. */
  capacity: z.int().min(1).optional(),
};

/** Stream `resource-classes`: what sessions can be given, which admins keep. */
export const resourcesEvents = eventFamily('resource-classes', {
  ResourceClassPublished: eventSchema('An admin offers a size of sessions.', { resourceClassId, ...described }),
  ResourceClassRevised: eventSchema('An admin changes it; what runs or is paused keeps what it has.', {
    resourceClassId,
    ...described,
  }),
  ResourceClassArchived: eventSchema('An admin withdraws it; what runs or is paused keeps what it has.', {
    resourceClassId,
  }),
});

export type ResourcesEvent = EventsOf<typeof resourcesEvents>;
