import { z } from 'zod';

/** What an event means, in a sentence for whoever reads the log, and its fields: `renku-sessions events` tells both. */
export const eventSchema = <Fields extends z.core.$ZodLooseShape>(
  meaning: string,
  fields: Fields,
): z.ZodObject<Fields> => z.object(fields).describe(meaning);
