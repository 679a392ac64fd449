import { z } from 'zod';
import type { AudienceOf, EventAudience } from '#libs/access';
import { type EventsOf, eventFamily } from '#libs/event-sourcing';
import { imageRunSchema, imageSchema } from '#libs/image-registry';

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

const repository = z.object({ repositoryId: uuid, name: z.string(), url: z.string() });
const storage = z.object({ storageId: uuid, name: z.string(), source: z.string(), readOnly: z.boolean() });

/** Everything resolved, so that years later the log says with what a result was made. */
export const configurationSchema = z.object({
  environment,
  image: imageSchema,
  resources,
  repositories: z.array(repository),
  storages: z.array(storage),
});

const phase = z.enum(['queued', 'scheduling', 'disk', 'pulling', 'cloning', 'starting', 'checking']);
const warning = z.object({ code: z.string(), message: z.string() });

/**
 * Stream `launch-<launchId>`: one user's place for one environment in one project; each start is a numbered run. First what
 * was asked, then what was observed. Observed events name their run: of another run they mean nothing.
 */
export const launchEvents = eventFamily('launch-', {
  SessionLaunched: z.object({
    ...ofRun,
    diskId: uuid,
    ...configurationSchema.shape,
  }),
  /** With the configuration it had, or, where the user asked so, with today's. */
  SessionResumeRequested: z.object({ ...ofRun, configuration: configurationSchema.optional() }),
  SessionPauseRequested: z.object({ ...ofRun, reason: z.enum(['asked', 'access-lost']) }),
  SessionStopRequested: z.object({
    ...ofRun,
    discard: z.boolean(),
    reason: z.enum(['asked', 'session-removed', 'project-deleted', 'user-erased']),
  }),

  /** A sub-step or a warning, on change, at most 20 a run. */
  LaunchProgressed: z.object({
    ...ofRun,
    phase: phase.optional(),
    /** How far the phase is, or what it waits for. */
    detail: z.string().optional(),
    warning: warning.optional(),
  }),
  /** With the commits that were really cloned; `repository` is the name under /work. */
  SessionStarted: z.object({ ...ofRun, commits: z.array(z.object({ repository: z.string(), commit: z.string() })) }),
  /** By the user's wish, from the inside (exit), or because the user may not read the project any more. */
  SessionPaused: z.object({ ...ofRun, by: z.enum(['asked', 'exit', 'access-lost']) }),
  /** The place is free again; `discard`: its disk is to be deleted now and not at its expiry. */
  SessionStopped: z.object({
    ...ofRun,
    reason: z.enum(['asked', 'session-removed', 'project-deleted', 'user-erased', 'expired']),
    discard: z.boolean(),
  }),
  /** `reason` is one of the runtime's failure reasons; the message is the runtime's own. */
  SessionFailed: z.object({ ...ofRun, reason: z.string(), message: z.string() }),
  /** Its data is gone for good. */
  DiskDiscarded: z.object({ ...ofLaunch, diskId: uuid }),
});

export type LaunchEvent = EventsOf<typeof launchEvents>;
export type LaunchConfiguration = z.infer<typeof configurationSchema>;
export type PauseReason = 'asked' | 'access-lost';
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
  SessionPaused: own,
  SessionStopped: own,
  SessionFailed: own,
  DiskDiscarded: own,
};
