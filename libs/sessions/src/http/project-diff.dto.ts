import { z } from 'zod';
import { diffKinds } from '../comparing/project-diff.js';

const moment = z.string().max(40);

export const projectDiffQuery = z.strictObject({
  from: moment.meta({ description: 'An RFC 3339 time, or a position of the log' }),
  to: moment.optional().meta({ description: 'Likewise; now where absent' }),
});

export const projectDiffView = z
  .object({
    differences: z.array(
      z.object({
        kind: z.enum(diffKinds),
        id: z.string(),
        change: z.enum(['added', 'removed', 'changed']),
        fields: z
          .array(
            z.object({
              field: z.string().meta({ examples: ['name', 'role', 'resources.cpu', 'image'] }),
              before: z.unknown().optional(),
              after: z.unknown().optional(),
            }),
          )
          .meta({ description: 'What is not as it was; of what was added or removed, all of it' }),
      }),
    ),
    names: z
      .record(z.string(), z.string())
      .meta({ description: 'What ids in here are called, as in the history. Whoever was erased has no name' }),
  })
  .meta({ id: 'ProjectDiff' });
