import { z } from 'zod';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';

/** Stream `person-<userId>`: what has to be known of a person when nothing else of them is. Nobody is shown these events. */
export const personEvents = eventFamily('person-', {
  PersonErased: eventSchema(
    'The id means nobody from now on: what it runs is stopped, its disks are discarded, name and address are forgotten.',
    { userId: z.string() },
  ),
});

export type PersonEvent = EventsOf<typeof personEvents>;
