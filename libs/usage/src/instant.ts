import { z } from 'zod';
import { parseTime } from '#libs/event-sourcing';
import { unescapedPlus } from '#libs/rest';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Of what is counted, in milliseconds since 1970: a day begins at midnight, UTC. */
export const instant = z
  .string()
  .max(40)
  .transform((text, context) => {
    const time = parseTime(day.test(text) ? `${text}T00:00:00Z` : text);
    const start = text.trim() === '' ? 'is blank; ' : '';
    if (time === undefined)
      context.addIssue(`${start}must be a day (2026-03-01) or a time (2026-03-01T12:00:00Z)${unescapedPlus(text)}`);
    return time ?? z.NEVER;
  })
  .meta({ description: 'A day (UTC) or an RFC 3339 time', examples: ['2026-03-01', '2026-03-01T12:00:00Z'] });
