import type { Evolver } from '#libs/event-sourcing';
import type { ImagesEvent } from './images.events.js';
import { type BuiltImage, builtImageIn } from './repository-images.js';

/** A session can be moved back so far. */
const MOST = 500;

/** Of a commit that was built again, as it was built last. */
export const builtOf = (
  images: readonly BuiltImage[],
  wanted: { readonly branch: string; readonly commit: string },
): BuiltImage | undefined =>
  images.findLast(({ branch, commit }) => branch === wanted.branch && commit === wanted.commit);

/** The images that a repository's pipelines built, of all branches, the newest last. */
export const builtImages: Evolver<readonly BuiltImage[], ImagesEvent> = {
  initial: [],
  evolve: {
    ImageAvailable: (images, event) => [...images, builtImageIn(event)].slice(-MOST),
    // what was built stays, and can be taken
    BranchGone: (images) => images,
    BranchReappeared: (images) => images,
  },
};
