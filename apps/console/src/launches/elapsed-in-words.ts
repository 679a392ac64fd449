import { durationInWords } from './duration-in-words.js';

/** How long something took, or takes so far, e.g. `2 min 5 s`. */
export const elapsedInWords = (from: string, to: Date | string): string =>
  durationInWords(new Date(to).getTime() - new Date(from).getTime());
