import { z } from 'zod';
import { type EventsOf, eventFamily } from '#libs/event-sourcing';
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
  EnvironmentPublished: z.object({ environmentId, ...described }),
  /** A new version: whoever added the environment before keeps the version they have. */
  EnvironmentRevised: z.object({ environmentId, ...described }),
  /** Hidden from the catalogue; sessions that have it keep it. */
  EnvironmentArchived: z.object({ environmentId }),
});

export type EnvironmentsEvent = EventsOf<typeof environmentsEvents>;
