import type { Cloned } from '../../cloning/clone.js';

/** The kubelet cuts off what is longer. */
const MOST_BYTES = 4096;
const SHORTEST = 80;

/** As JSON that is whole: where there are many warnings, each is told in fewer words. */
export const lastWords = ({ commits, warnings }: Cloned): string => {
  for (let longest = 1_000; ; longest /= 2) {
    const told = warnings.map((warning) => ({ ...warning, message: warning.message.slice(0, longest) }));
    const words = JSON.stringify({ commits, warnings: told });
    if (Buffer.byteLength(words) <= MOST_BYTES) return words;
    if (longest < SHORTEST) return JSON.stringify({ commits: [], warnings: told.slice(0, 10) });
  }
};
