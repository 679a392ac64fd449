import { z } from 'zod';
import type { Storage } from '../project.js';

export const connectStorageBody = z
  .strictObject({
    name: z.string().min(1).max(100).meta({ description: 'Its directory under /work' }),
    source: z.string().min(1).max(200).meta({ description: 'An entry that the administrator allows' }),
    readOnly: z.boolean().default(false),
  })
  .meta({ id: 'ConnectStorage' });

export const offeredStorageView = z
  .object({
    source: z.string().meta({ description: 'By which a project connects it' }),
    writable: z
      .boolean()
      .meta({ description: 'Whether sessions may write to it, where it is not connected as read-only' }),
  })
  .meta({ id: 'OfferedStorage' });

export const storageView = z
  .object({ storageId: z.uuid(), name: z.string(), source: z.string(), readOnly: z.boolean() })
  .meta({ id: 'Storage' });

export const toStorageView = ({ storageId, name, source, readOnly }: Storage): z.infer<typeof storageView> => ({
  storageId,
  name,
  source,
  readOnly,
});
