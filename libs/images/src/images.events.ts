import { z } from 'zod';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';
import { digestPattern } from '#libs/image-registry';

/** What the pipeline of a code repository built of a branch's head. */
const builtImage = {
  branch: z.string(),
  /** Its hash, whole. */
  commit: z.string(),
  image: z.object({ reference: z.string(), digest: z.string().regex(digestPattern) }),
  /** As the image says itself; absent where it does not. */
  builtAt: z.iso.datetime().optional(),
};

/** One of which an image is known. */
const ofBranch = { repositoryId: z.uuid(), branch: z.string() };

/** Stream `repository-<repositoryId>`: the same for every project that has the repository. */
export const imagesEvents = eventFamily('repository-', {
  ImageAvailable: eventSchema('The head of a branch has an image that can be used; no session is changed by it.', {
    repositoryId: z.uuid(),
    url: z.string(),
    ...builtImage,
  }),
  BranchGone: eventSchema('Its code host has the branch no more: no newer image of it will come.', ofBranch),
  BranchReappeared: eventSchema('Its code host has the branch again, with or without a newer image of it.', ofBranch),
});

export type ImagesEvent = EventsOf<typeof imagesEvents>;
