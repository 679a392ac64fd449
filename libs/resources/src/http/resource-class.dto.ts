import { z } from 'zod';
import { placementSchema } from '#libs/resource-classes';
import { displayName } from '#libs/rest';
import { quantities } from './quantities.dto.js';

const { cpu, gpu, bytes } = quantities;
const word = z.string().min(1).max(253);

const placement = z
  .strictObject({
    nodeSelector: z.record(word, z.string().max(63)),
    tolerations: z
      .array(
        z
          .strictObject({
            key: word,
            operator: z.enum(['Exists', 'Equal']),
            value: z.string().max(63),
            effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
          })
          .partial(),
      )
      .max(20),
    priorityClassName: word,
  })
  .partial()
  .meta({ id: 'PlacementInput', description: 'Of Kubernetes: where sessions of it run on a cluster' });

const capacity = z
  .int()
  .min(1)
  .max(1_000_000)
  .meta({ description: 'How many sessions of it may run at a time, of all users; those above it wait' });

const described = { name: displayName, cpu, memory: bytes, gpu, maxDisk: bytes, placement, capacity };

export const publishResourceClassBody = z
  .strictObject({
    ...described,
    gpu: gpu.default(0),
    maxDisk: bytes.optional(),
    placement: placement.optional(),
    capacity: capacity.optional(),
  })
  .meta({ id: 'PublishResourceClass' });

export const reviseResourceClassBody = z
  .strictObject({
    ...described,
    maxDisk: bytes.nullable(),
    placement: placement.nullable(),
    capacity: capacity.nullable(),
  })
  .partial()
  .meta({ id: 'ReviseResourceClass', description: 'null takes a bound, a placement or a capacity away' });

export const resourceClassView = z
  .object({
    resourceClassId: z.uuid(),
    name: z.string(),
    cpu: z.number().meta({ description: 'Cores' }),
    memory: z.int().meta({ description: 'Bytes' }),
    gpu: z.int(),
    maxDisk: z.int().optional().meta({ description: 'Bytes of disk that a session of it may ask for' }),
    placement: placementSchema.optional(),
    capacity: z.int().optional().meta({ description: 'How many sessions of it may run at a time; absent: any number' }),
  })
  .meta({ id: 'ResourceClass' });
