import { Unreachable } from './unreachable.js';

/** `fetch`, which says of a server that cannot be reached nothing else than of a programming error: TypeError. */
export const reach: typeof fetch = (input, init) =>
  fetch(input, init).catch((error: unknown) => {
    throw error instanceof TypeError ? new Unreachable(error) : error;
  });
