import { createHash } from 'node:crypto';

const digits = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** W3C's trace id: the correlation id itself, where it is one, or a UUID; else one that follows from it. */
export const traceIdFrom = (correlationId: string): string => {
  const bare = correlationId.replaceAll('-', '').toLowerCase();
  return /^(?!0{32})[0-9a-f]{32}$/.test(bare) ? bare : digits(correlationId, 32);
};

/** Of what has this id, in every process the same. */
export const spanIdFrom = (id: string): string => digits(`span ${id}`, 16);
