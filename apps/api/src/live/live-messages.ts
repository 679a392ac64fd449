import { z } from 'zod';

const position = z.string().regex(/^\d{1,19}$/, 'must be a decimal position');

/** What a listener may send. */
export const liveMessages = {
  subscribe: z.strictObject({ project: z.uuid(), after: position.optional() }),
  unsubscribe: z.strictObject({ project: z.uuid() }),
  authenticate: z.strictObject({ token: z.string().max(16_384) }),
};
