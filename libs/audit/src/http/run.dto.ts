import { z } from 'zod';
import { imageRunSchema, imageSchema } from '#libs/image-registry';
import { resourcesView } from '#libs/resources';
import { displayName, idInput } from '#libs/rest';

export const crateView = z
  .object({
    '@context': z.string(),
    '@graph': z.array(z.looseObject({ '@id': z.string(), '@type': z.string() })),
  })
  .meta({ id: 'RoCrate', description: 'RO-Crate 1.1 as flattened JSON-LD: https://w3id.org/ro/crate/1.1' });

const stepView = z.object({
  at: z.iso.datetime(),
  type: z.string().meta({ description: 'Of the event that says so' }),
  position: z.string(),
  actor: z.string(),
  phase: z.string().optional(),
  detail: z.string().optional(),
  reason: z.string().optional(),
});

const repositoryView = z.object({
  repositoryId: z.uuid(),
  name: z.string(),
  url: z.string(),
  commit: z.string().optional().meta({ description: 'That was really there; absent where it is not known' }),
  pinned: z
    .string()
    .optional()
    .meta({ description: 'The commit that it was to be cloned at, where it is not known what was really there' }),
});

export const runStatuses = ['launching', 'running', 'paused', 'stopped', 'failed'] as const;

export const runView = z
  .object({
    projectId: z.uuid(),
    launchId: z.uuid(),
    run: z.int(),
    sessionId: z.uuid(),
    sessionName: z.string().optional().meta({ description: 'Then' }),
    person: z.object({ userId: z.string(), displayName: z.string() }),
    status: z.enum(runStatuses),
    askedAt: z.iso.datetime(),
    startedAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional(),
    environment: z.object({
      environmentId: z.uuid(),
      name: z.string(),
      description: z.string().optional(),
      keywords: z.array(z.string()),
      run: imageRunSchema.optional(),
    }),
    image: imageSchema,
    builtFrom: z.object({ repositoryId: z.uuid(), branch: z.string() }).optional(),
    resources: resourcesView,
    resourceClass: z.object({ resourceClassId: z.uuid(), name: z.string() }).optional(),
    repositories: z.array(repositoryView),
    storages: z.array(z.object({ storageId: z.uuid(), name: z.string(), source: z.string(), readOnly: z.boolean() })),
    steps: z.array(stepView),
  })
  .meta({ id: 'Run' });

export type RunView = z.infer<typeof runView>;

export const reproduceBody = z
  .strictObject({
    projectId: idInput.meta({ description: 'Where the session is added: any project that you may edit' }),
    name: displayName.optional().meta({ description: 'Of the session; the environment’s where absent' }),
  })
  .meta({ id: 'ReproduceRun' });

export const reproducedView = z.object({ projectId: z.uuid(), sessionId: z.uuid() }).meta({ id: 'ReproducedRun' });
