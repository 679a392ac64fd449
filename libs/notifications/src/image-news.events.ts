import { z } from 'zod';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';

/** Stream `image-news-<id>`, one of each image that very many are told of. Nobody is shown these events. */
export const imageNewsEvents = eventFamily('image-news-', {
  ImageNewsPartlyTold: eventSchema(
    'The editors of the projects up to this one were told of an image; the others are, after what else there is to tell.',
    {
      repositoryId: z.uuid(),
      branch: z.string(),
      commit: z.string(),
      image: z.object({ reference: z.string(), digest: z.string() }),
      /** Of the image in its repository's stream: a newer one ends the telling. */
      imageRevision: z.int().min(0),
      toldUpTo: z.uuid(),
    },
  ),
});

export type ImageNewsEvent = EventsOf<typeof imageNewsEvents>;
