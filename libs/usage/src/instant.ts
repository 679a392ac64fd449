import { z } from 'zod';
import { unescapedPlus } from '#libs/rest';

/** Of what is counted: a day begins at midnight, UTC. */
export const instant = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: ({ input }) => `must be a day (2026-03-01) or a time (2026-03-01T12:00:00Z)${unescapedPlus(input)}`,
});
