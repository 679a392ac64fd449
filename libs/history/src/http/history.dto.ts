import { z } from 'zod';
import { parseAsOf } from '#libs/event-sourcing';
import { idInput, unescapedPlus } from '#libs/rest';
import { listedTypes } from '../read/audience.js';

const moment = z
  .string()
  .max(40)
  .transform((text, context) => {
    const parsed = parseAsOf(text);
    if (parsed === undefined)
      context.addIssue(`must be a decimal position, or a time like 2026-05-01T12:00:00Z${unescapedPlus(text)}`);
    return parsed ?? z.NEVER;
  });

const type = z
  .string()
  .refine((text) => listedTypes.has(text), 'must be a type of event that a history has, e.g. SessionLaunched');

const actor = z.union(
  [
    idInput,
    z
      .string()
      .toLowerCase()
      .regex(/^system:[a-z-]{1,50}$/),
  ],
  {
    error: 'must be the id of a person (a UUID), or what the system is called, e.g. system:image-watcher',
  },
);

export const historyQuery = z.strictObject({
  after: moment.optional(),
  before: moment.optional(),
  type: type.optional(),
  actor: actor.optional(),
  session: idInput.optional().meta({ description: 'What is about this session, its launches too' }),
  launch: idInput.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const historyEntryView = z
  .object({
    position: z.string(),
    stream: z.string(),
    revision: z.int(),
    type: z.string(),
    at: z.string(),
    actor: z.string(),
    correlationId: z.string(),
    causationId: z.string(),
    data: z.record(z.string(), z.unknown()),
    names: z
      .record(z.string(), z.string())
      .optional()
      .meta({
        description:
          'What ids in this entry are called: sessions, repositories and storages as they were then, people as they are now. ' +
          'Whoever was erased has no name. Absent in an export, which outlives an erasure',
      }),
  })
  .meta({ id: 'HistoryEntry' });
