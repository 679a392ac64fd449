import { z } from 'zod';
import type { Repository } from '../project.js';

export const connectRepositoryBody = z
  .strictObject({
    url: z
      .string()
      .min(1)
      .max(2000)
      .meta({
        description: 'The http(s) address of a git repository, without credentials',
        examples: ['https://gitlab.example.org/group/repository'],
      }),
    name: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Its directory under /work; the last segment of the address where absent' }),
  })
  .meta({ id: 'ConnectRepository' });

export const repositoryView = z
  .object({ repositoryId: z.uuid(), url: z.string(), name: z.string() })
  .meta({ id: 'Repository' });

export const toRepositoryView = ({ repositoryId, url, name }: Repository): z.infer<typeof repositoryView> => ({
  repositoryId,
  url,
  name,
});
