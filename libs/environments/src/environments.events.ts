import { z } from 'zod';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';
import { imageRunSchema, imageSchema } from '#libs/image-registry';

const environmentId = z.uuid();
const described = {
  name: z.string(),
  image: imageSchema,
  description: z.string().optional(),
  keywords: z.array(z.string()),
  /** How the image is run, where it does not say it itself. */
  run: imageRunSchema.optional(),
};

/** Stream `environment-<environmentId>`: one default environment of the catalogue, which admins keep. */
export const environmentsEvents = eventFamily('environment-', {
  EnvironmentPublished: eventSchema('An admin offers an environment in every project.', {
    environmentId,
    ...described,
  }),
  EnvironmentRevised: eventSchema('An admin makes a new version of it; sessions keep the version they have.', {
    environmentId,
    ...described,
  }),
  EnvironmentArchived: eventSchema('An admin hides it from the catalogue; sessions that have it keep it.', {
    environmentId,
  }),
});

export type EnvironmentsEvent = EventsOf<typeof environmentsEvents>;
