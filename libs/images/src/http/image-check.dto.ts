import { z } from 'zod';
import { imageReferenceInput } from '#libs/image-registry';

export const imageCheckQuery = z.strictObject({ reference: imageReferenceInput });

export const imageCheckView = z
  .object({
    accessible: z.boolean().meta({ description: 'Its registry shows it to everybody, just now' }),
    reference: z.string(),
    digest: z.string().optional().meta({ description: 'What a session would be pinned to' }),
    platforms: z.array(z.string()).meta({ examples: [['linux/amd64']] }),
    user: z.string().optional(),
    workingDir: z.string().optional(),
    exposedPorts: z.array(z.string()),
    entrypoint: z.array(z.string()),
    command: z.array(z.string()),
    sizeBytes: z.int().optional().meta({ description: 'Compressed, as it is pulled' }),
    createdAt: z.string().optional(),
    labels: z.record(z.string(), z.string()),
    problems: z.array(z.object({ code: z.string(), severity: z.enum(['error', 'warning']), advice: z.string() })),
  })
  .meta({ id: 'ImageCheck' });

export type ImageCheckView = z.infer<typeof imageCheckView>;
