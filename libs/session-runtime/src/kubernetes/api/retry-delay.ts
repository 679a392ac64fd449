import { ApiError } from './api-error.js';

const FIRST_MS = 200;
const LONGEST_MS = 5_000;
const BUSY = new Set([429, 500, 502, 503, 504]);

/**
 * Milliseconds after which a call is worth repeating; undefined where the answer would be the same. Full jitter, so that those
 * who were refused together do not come back together. What the server asks for is the least.
 */
export const retryDelay = (error: unknown, attempt: number, random: number): number | undefined => {
  if (error instanceof ApiError && !BUSY.has(error.status) && !isPassing(error)) return undefined;
  const jittered = random * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return ((error instanceof ApiError && error.retryAfterMs) || 0) + jittered;
};

/** A quota in which others were counted at the same moment; a server that was just started and has not read its rules yet. */
const isPassing = ({ status, message }: ApiError): boolean =>
  (status === 409 && /on resourcequotas/.test(message)) ||
  (status === 403 && /not yet ready to handle request/.test(message));
