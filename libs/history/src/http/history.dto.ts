import { z } from 'zod';

const position = z.string().regex(/^\d{1,19}$/, 'must be a decimal position');

export const historyQuery = z.strictObject({
  after: position.optional(),
  before: position.optional(),
  type: z.string().max(60).optional(),
  actor: z.string().max(60).optional(),
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
