import { createHash, randomBytes } from 'node:crypto';

/** Known to scanners for secrets, and so fixed for ever: `renku_pat_[0-9a-f]{48}`. */
const PREFIX = 'renku_pat_';
const BYTES = 24;

/** A token of one's own for a program: 192 random bits, so that a plain hash is enough to keep it by. */
export const personalTokenSecret = {
  mint: (): string => PREFIX + randomBytes(BYTES).toString('hex'),
  looksLike: (bearer: string): boolean => bearer.startsWith(PREFIX),
  hashOf: (secret: string): string => createHash('sha256').update(secret).digest('hex'),
} as const;
