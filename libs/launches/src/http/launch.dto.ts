import { z } from 'zod';
import { imageSchema } from '#libs/image-registry';
import { resourcesView } from '#libs/resources';
import { idInput, pageQuery } from '#libs/rest';
import { shownStatuses } from '#libs/sessions';

const status = z.enum(shownStatuses);
const phase = z.string().describe('The sub-step of a launching or ending run, e.g. pulling, cloning, checking.');

/** The answer to a launch, pause, resume or stop. */
export const launchStepView = z
  .object({
    launchId: z.uuid(),
    run: z.int(),
    status,
    phase: phase.optional(),
    position: z.string(),
  })
  .meta({ id: 'LaunchStep' });

/** A launch, and what its project and session are called today; without names where they are gone, or not yours to read any more. */
const named = {
  launchId: z.uuid(),
  projectId: z.uuid(),
  projectName: z.string().optional(),
  sessionId: z.uuid(),
  sessionName: z.string().optional(),
};

export const launchView = z
  .object({
    ...named,
    run: z.int(),
    environmentId: z.uuid(),
    status,
    phase: phase.optional(),
    phaseDetail: z
      .string()
      .optional()
      .meta({ description: 'How far the phase is or what it waits for, in plain words', examples: ['120 of 480 MB'] }),
    queuePosition: z.int().optional(),
    queue: z
      .object({
        limit: z.int(),
        holders: z.array(z.object(named)),
        resourceClass: z
          .object({ resourceClassId: z.uuid(), name: z.string() })
          .optional()
          .meta({ description: 'Whose sessions of all users `limit` bounds; absent: it bounds yours' }),
        others: z.int().optional().meta({ description: 'Of the class: how many places other users have' }),
      })
      .optional()
      .meta({ description: 'While it waits: how many may run at a time, and which of yours have these places' }),
    announcedPause: z
      .object({ reason: z.enum(['idle', 'max-lifetime']), since: z.iso.datetime(), pausesAt: z.iso.datetime() })
      .optional()
      .meta({ description: 'It is paused then, unless it is used before (`idle`) or you keep it running' }),
    reason: z.object({ code: z.string(), message: z.string(), advice: z.string() }).optional(),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
    image: imageSchema,
    resources: resourcesView.meta({ description: 'Of this run' }),
    resourceClass: z.object({ resourceClassId: z.uuid(), name: z.string() }).optional(),
    runtime: z.object({
      name: z.string(),
      imageUsed: z.boolean(),
      limitsEnforced: z.boolean(),
      filesAtRest: z.boolean().meta({ description: 'Whether files can be taken without a run' }),
    }),
    configurationChanged: z.boolean(),
    diskExpiresAt: z.iso.datetime().optional(),
    timeline: z.array(
      z.object({ at: z.iso.datetime(), type: z.string(), by: z.string(), detail: z.string().optional() }),
    ),
  })
  .meta({ id: 'Launch' });

export type LaunchView = z.infer<typeof launchView>;

export const launchQuery = z.strictObject({ project: idInput.optional(), status: status.optional(), ...pageQuery });

export const resumeBody = z.strictObject({ configuration: z.literal('current').optional() }).meta({ id: 'Resume' });

export const stopBody = z.strictObject({ discard: z.boolean().default(false) }).meta({ id: 'Stop' });

export const openBody = z
  .strictObject({
    browserId: z.uuid().optional().meta({
      description:
        'Which browser opens it: where it is signed out of (`DELETE /me/browsers/{browserId}`), the way in is closed.',
    }),
  })
  .meta({ id: 'Open' });

export const ticketView = z.object({ url: z.url(), expiresAt: z.iso.datetime() }).meta({ id: 'SessionTicket' });

export const logsQuery = z.strictObject({ tail: z.coerce.number().int().min(1).max(10_000).default(200) });
