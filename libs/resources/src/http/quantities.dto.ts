import { z } from 'zod';
import { parseBytes } from './quantity.js';

const amount = 'Send a number of bytes, or text with a unit: "4Gi", "500M".';

const noAmount = ({ input }: { readonly input?: unknown }): string | undefined =>
  input === undefined ? undefined : amount;

const bytes = z
  .union([z.int(), z.string().max(20)], { error: noAmount })
  .refine((value) => parseBytes(value) !== undefined, amount)
  .meta({ description: 'Bytes: a number, or text with a unit', examples: ['4Gi', 4_000_000_000] });

/** As people say how much of something there is to be. */
export const quantities = {
  cpu: z.number().positive().max(1024).multipleOf(0.001).meta({ description: 'Cores, e.g. 0.5' }),
  gpu: z.int().min(0).max(64).meta({ description: 'Graphics cards' }),
  bytes,
};

/** What a session asks for, or what a run has. */
export const resourcesView = z.object({
  cpu: z.number().optional(),
  memory: z.int().optional().meta({ description: 'Bytes' }),
  gpu: z.int().optional(),
  disk: z.int().optional().meta({ description: 'Bytes' }),
});

/** The schema has checked that it can be read. */
export const toBytes = <Nothing extends null | undefined>(value: number | string | Nothing): number | Nothing => {
  if (typeof value !== 'number' && typeof value !== 'string') return value;
  const parsed = parseBytes(value);
  if (parsed === undefined) throw new TypeError(`not a number of bytes: ${value}`);
  return parsed;
};
