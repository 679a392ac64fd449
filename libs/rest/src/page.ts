import { z } from 'zod';
import { ProblemError } from './problem.js';

/** Query parameters of every paged list. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** Opaque to callers: where the next page starts. */
export const encodeCursor = (after: readonly string[]): string =>
  Buffer.from(JSON.stringify(after)).toString('base64url');

export const decodeCursor = (cursor: string, parts: number): readonly string[] => {
  try {
    return z
      .array(z.string())
      .length(parts)
      .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new ProblemError('invalid-cursor', 'Use the link of the previous page as it is, or start without a cursor.');
  }
};
