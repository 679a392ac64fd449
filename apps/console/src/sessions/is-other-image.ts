import type { Image } from '../api/schema.js';

/** Whether what a session is configured with is not what a run had; of one that is not pinned yet only its name is known. */
export const isOtherImage = (run: Image, now: Image): boolean =>
  run.reference !== now.reference || (now.digest !== undefined && run.digest !== now.digest);
