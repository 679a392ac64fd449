import { UnreadableImageError } from './unreadable-image-error.js';

/** What each file of a distribution's database and of a thousand Python packages say fits many times. */
const MAX_PACKAGES = 50_000;

/** Throws `UnreadableImageError` where an image, or who built it, names more than are listed. */
export const assertListable = (packages: number): void => {
  if (packages > MAX_PACKAGES)
    throw new UnreadableImageError(`It has more than ${MAX_PACKAGES} packages, of which no list can be made.`);
};
