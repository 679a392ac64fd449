import { z } from 'zod';
import { misfit } from '#libs/rest';

const position = z.string().regex(/^\d{1,19}$/, 'must be a decimal position');

/** What a listener may send. */
export const liveMessages = {
  subscribe: z.strictObject({ project: z.uuid(), after: position.optional() }),
  unsubscribe: z.strictObject({ project: z.uuid() }),
  authenticate: z.strictObject({ token: z.string().max(16_384) }),
};

/** Throws the problem that an unfit message is. */
export const parseMessage = <T>(schema: z.ZodType<T>, message: unknown): T => {
  const result = schema.safeParse(message);
  if (result.success) return result.data;
  throw misfit(result.error.issues, true);
};
