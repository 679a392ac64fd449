import type { Evolver } from '#libs/event-sourcing';
import type { ImagesEvent } from './images.events.js';
import { type BuiltImage, builtImageIn } from './repository-images.js';

/** A session can be moved back so far. */
const MOST = 500;

/** The images that a repository's pipelines built, of all branches, the newest last. */
export const builtImages: Evolver<readonly BuiltImage[], ImagesEvent> = {
  initial: [],
  evolve: { ImageAvailable: (images, event) => [...images, builtImageIn(event)].slice(-MOST) },
};
