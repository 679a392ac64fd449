import { z } from 'zod';
import type { AudienceOf, EventAudience } from '#libs/access';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';
import { imageRunSchema, imageSchema } from '#libs/image-registry';
import { placementSchema } from '#libs/resource-classes';

const uuid = z.uuid();
const run = z.int().min(1);
/** Which place, and whose: every event says so, so that each can be read, filtered and audited alone. */
const ofLaunch = { launchId: uuid, projectId: uuid, sessionId: uuid, userId: z.string() };
/** And which of its numbered runs. */
const ofRun = { ...ofLaunch, run };

const environment = z.object({
  environmentId: uuid,
  name: z.string(),
  description: z.string().optional(),
  keywords: z.array(z.string()),
  /** How the image is run, where the image does not say it itself. */
  run: imageRunSchema.optional(),
});

/** Cores, bytes, devices, bytes. */
const resources = z.object({
  cpu: z.number().optional(),
  memory: z.number().optional(),
  gpu: z.number().optional(),
  disk: z.number().optional(),
});

const repository = z.object({
  repositoryId: uuid,
  name: z.string(),
  url: z.string(),
  /** That it is cloned at; absent: as its host has it then. */
  commit: z.string().optional(),
});
const storage = z.object({ storageId: uuid, name: z.string(), source: z.string(), readOnly: z.boolean() });

/** Everything resolved, so that years later the log says with what a result was made. */
export const configurationSchema = z.object({
  environment,
  image: imageSchema,
  /** The code repository whose pipeline built the image; absent where it comes from elsewhere. */
  builtFrom: z.object({ repositoryId: uuid, branch: z.string() }).optional(),
  resources,
  repositories: z.array(repository),
  storages: z.array(storage),
  /** The smallest that satisfied the session's minimum at this launch; absent where admins offer none. */
  resourceClass: z.object({ resourceClassId: uuid, name: z.string() }).optional(),
  /** Where it may run, on a cluster: the class says it. */
  placement: placementSchema.optional(),
});

/** The digest is what the registry said when it was asked for: the session had none. */
const imageResolved = z.boolean().optional();

const phase = z.enum(['queued', 'scheduling', 'disk', 'pulling', 'cloning', 'starting', 'checking']);
/** Of the launching user's own, for a Git host: it opens nothing, and means nothing once they have another, or are erased. */
const tokenId = z.uuid().optional();
const warning = z.object({ code: z.string(), message: z.string(), tokenId });

/** Nobody uses it any more, or it has run for as long as it may. */
const limitReason = z.enum(['idle', 'max-lifetime']);

/**
 * Stream `launch-<launchId>`: one user's place for one environment in one project; each start is a numbered run. First what
 * was asked, then what was observed. Observed events name their run: of another run they mean nothing.
 */
export const launchEvents = eventFamily('launch-', {
  SessionLaunched: eventSchema('Asked: a new run, with everything it is made of.', {
    ...ofRun,
    diskId: uuid,
    ...configurationSchema.shape,
    imageResolved,
  }),
  SessionResumeRequested: eventSchema(
    'Asked: the next run on the same disk, with today’s configuration where so asked.',
    { ...ofRun, configuration: configurationSchema.optional(), imageResolved },
  ),
  SessionPauseRequested: eventSchema('Asked, the user lost access to the project, or a limit was reached.', {
    ...ofRun,
    reason: z.enum(['asked', 'access-lost', ...limitReason.options]),
  }),
  SessionStopRequested: eventSchema('Asked, or the session, the project or the person is gone.', {
    ...ofRun,
    discard: z.boolean(),
    reason: z.enum(['asked', 'session-removed', 'project-deleted', 'user-erased']),
  }),

  LaunchProgressed: eventSchema('A sub-step or a warning, on change, at most 20 a run.', {
    ...ofRun,
    phase: phase.optional(),
    /** How far the phase is, or what it waits for. */
    detail: z.string().optional(),
    /** Of `queued`: its turn among all that want a run of its resource class, in the order of these events. */
    waitsFor: z.literal('resource-class').optional(),
    warning: warning.optional(),
  }),
  SessionStarted: eventSchema(
    'It answers and its user can enter. With the commits that were really cloned; `repository` is the name under /work.',
    { ...ofRun, commits: z.array(z.object({ repository: z.string(), commit: z.string(), tokenId })) },
  ),
  SessionPauseAnnounced: eventSchema(
    'It is paused then, unless it is used or its user keeps it running; in place of what was announced before. `since`: its last use that is known of, or when its time began.',
    { ...ofRun, reason: limitReason, since: z.iso.datetime(), pausesAt: z.iso.datetime() },
  ),
  SessionPauseCalledOff: eventSchema(
    'It goes on: it is used, its user keeps it (from when on its time begins anew), or the limit was changed.',
    { ...ofRun, reason: z.enum(['used', 'kept', 'limits-changed']) },
  ),
  SessionPaused: eventSchema(
    'Nothing of the run is left but its disk: asked, ended from the inside, access lost, or a limit reached.',
    { ...ofRun, by: z.enum(['asked', 'exit', 'access-lost', ...limitReason.options]) },
  ),
  SessionStopped: eventSchema('The place is free again; the disk goes now (`discard`) or when its time is over.', {
    ...ofRun,
    reason: z.enum(['asked', 'session-removed', 'project-deleted', 'user-erased', 'expired']),
    discard: z.boolean(),
  }),
  SessionFailed: eventSchema(
    'It could not start or did not live; the disk is kept. `reason` and `message` are the runtime’s.',
    { ...ofRun, reason: z.string(), message: z.string() },
  ),
  DiskDiscarded: eventSchema('The data on a disk is gone for good.', { ...ofLaunch, diskId: uuid }),
});

export type LaunchEvent = EventsOf<typeof launchEvents>;
export type LaunchConfiguration = z.infer<typeof configurationSchema>;
export type LimitReason = z.infer<typeof limitReason>;
export type PauseReason = 'asked' | 'access-lost' | LimitReason;
export type StopReason = 'asked' | 'session-removed' | 'project-deleted' | 'user-erased';

/** Pitch: "Only the user who launched a session can see its status." */
const own: EventAudience = { 'launching-user': 'all', auditor: 'all' };

export const launchAudience: AudienceOf<LaunchEvent> = {
  SessionLaunched: own,
  SessionPauseRequested: own,
  SessionResumeRequested: own,
  SessionStopRequested: own,
  LaunchProgressed: own,
  SessionStarted: own,
  SessionPauseAnnounced: own,
  SessionPauseCalledOff: own,
  SessionPaused: own,
  SessionStopped: own,
  SessionFailed: own,
  DiskDiscarded: own,
};
