import { QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem.js';
import { Unreachable } from '../api/unreachable.js';

const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;

/** Nobody has to do anything about it: the server is away, or has too much to do. */
const passesByItself = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Problem && (error.status >= 500 || error.status === 429));

const delayOf = (attempt: number, error: unknown): number =>
  error instanceof Problem && error.retryAfter !== undefined
    ? error.retryAfter * 1_000
    : Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS);

/**
 * What one person’s page has asked of the API. What passes by itself is asked again until it is answered, less and less often,
 * while the page says why it waits: see `Failed`. Whether there is a network the browser only guesses, so it is not asked.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (_, error) => passesByItself(error),
        retryDelay: delayOf,
      },
      mutations: { networkMode: 'always' },
    },
  });
