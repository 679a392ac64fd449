import { z } from 'zod';
import { idInput } from '#libs/rest';
import { instant } from '../instant.js';
import { dimensions } from '../ledger.js';

const dimension = `(?:${dimensions.join('|')})`;

const classWords = 'must be the id of a resource class, or none';
const classInput = z.union([z.uuid(classWords).toLowerCase(), z.literal('none')], classWords);

/** Whose usage, of which time, by which rule. */
const question = {
  of: z.enum(['mine', 'owned', 'everything']).optional(),
  from: instant.optional(),
  to: instant.optional(),
  rule: z.coerce.number().int().min(1).optional(),
  user: idInput.optional(),
  project: idInput.optional(),
  class: classInput.optional(),
  cursor: z.string().max(500).optional(),
};

export const usageQuery = z.strictObject({
  ...question,
  by: z
    .string()
    .regex(
      new RegExp(`^${dimension}(?:,${dimension})*$`),
      `must be some of ${dimensions.join(', ')}, with commas between them`,
    )
    .default('month'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

export const usageRunsQuery = z.strictObject({
  ...question,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export type Question = z.infer<typeof usageRunsQuery>;

const instantView = z.iso.datetime();
const hours = { cpuCoreHours: z.number(), memoryGiBHours: z.number(), gpuHours: z.number() };
const seconds = z
  .object({ p50: z.number(), p95: z.number() })
  .optional()
  .meta({ description: 'In seconds, at most 5 % too long; absent where no run came so far' });

const amounts = {
  ...hours,
  runs: z.int().meta({ description: 'That were asked for in this time' }),
  failed: z.int().meta({ description: 'Of these runs' }),
  queueSeconds: seconds,
  startSeconds: seconds,
};

const asked = {
  of: question.of.unwrap(),
  rule: z.int(),
  from: instantView,
  to: instantView.meta({
    description:
      'Up to here it was counted: never beyond the moment of the question, or, where `from` lies beyond it, nothing from there on',
  }),
};

const names = z.record(z.string(), z.string()).meta({
  description:
    'What people and projects in this answer are called. Whoever was erased has no name, nor has a project that you may not see',
});

export const usageView = z
  .object({
    ...asked,
    lines: z.array(
      z.object({
        userId: z.string().optional(),
        projectId: z.string().optional(),
        resourceClassId: z.string().nullable().optional().meta({ description: 'null: no class was offered' }),
        month: z.string().optional(),
        ...amounts,
      }),
    ),
    total: z.object(amounts),
    names,
  })
  .meta({ id: 'Usage' });

const moment = z.object({ position: z.string(), at: z.string() }).optional();

export const usageRunView = z
  .object({
    launchId: z.uuid(),
    run: z.int(),
    userId: z.string(),
    projectId: z.uuid(),
    sessionId: z.uuid(),
    environmentId: z.uuid(),
    resourceClassId: z.string().nullable(),
    cpu: z.number(),
    memory: z.number(),
    gpu: z.number(),
    asked: moment.unwrap(),
    placed: moment,
    started: moment,
    ended: moment
      .unwrap()
      .extend({ outcome: z.enum(['paused', 'stopped', 'failed']) })
      .optional(),
    counted: z.object({ from: instantView, to: instantView, seconds: z.number(), ...hours }),
  })
  .meta({ id: 'UsageRun' });

export const usageRunsView = z.object({ ...asked, runs: z.array(usageRunView), names }).meta({ id: 'UsageRuns' });

export type UsageView = z.infer<typeof usageView>;
export type UsageRunView = z.infer<typeof usageRunView>;
