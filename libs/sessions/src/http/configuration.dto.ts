import { z } from 'zod';
import { quantities, toBytes } from '#libs/resources';
import { idInput } from '#libs/rest';
import type { Resources, Selection } from '../sessions.events.js';
import type { ResourcesChange } from '../write/configure-session.js';

const { cpu, gpu, bytes } = quantities;
const minima = { cpu, memory: bytes, gpu, disk: bytes };

export const resourcesInput = z.strictObject(minima).partial().meta({ id: 'MinimumResources' });

export const resourcesChangeInput = z
  .strictObject({
    cpu: cpu.nullable(),
    memory: bytes.nullable(),
    gpu: gpu.nullable(),
    disk: bytes.nullable(),
  })
  .partial()
  .meta({ id: 'MinimumResourcesChange', description: 'null takes a minimum away' });

export const selectionInput = z
  .union([z.literal('all'), z.array(idInput).max(100)], 'Send "all" or a list of ids.')
  .meta({ description: '"all" (those connected later too) or ids' });

export const commitInput = z
  .string()
  .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'A commit is 40 or 64 hexadecimal digits.');

export const commitsInput = z.record(idInput, commitInput).meta({
  description:
    'At which repositories are cloned, by id; the whole of it: {} lets all be cloned as their hosts have them',
});

export const selectionView = z.union([z.literal('all'), z.array(z.uuid())]);

const present = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

export const toResources = ({ memory, disk, ...rest }: z.infer<typeof resourcesInput>): Resources =>
  present({ ...rest, memory: toBytes(memory), disk: toBytes(disk) });

export const toResourcesChange = ({ memory, disk, ...rest }: z.infer<typeof resourcesChangeInput>): ResourcesChange =>
  present({ ...rest, memory: toBytes(memory), disk: toBytes(disk) });

/** Twice the same id is once. */
export const toSelection = (selection: z.infer<typeof selectionInput>): Selection =>
  selection === 'all' ? 'all' : [...new Set(selection)];
