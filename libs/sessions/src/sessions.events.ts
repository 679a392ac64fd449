import { z } from 'zod';
import type { AudienceOf, EventAudience } from '#libs/access';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';
import { type ImageRun, imageRunSchema, imageSchema } from '#libs/image-registry';

const projectId = z.uuid();
const sessionId = z.uuid();
const environmentId = z.uuid();

/** Pitch: "An environment consists of a docker image plus metadata." A copy: the catalogue's later changes leave it alone. */
const environment = z.object({
  environmentId,
  name: z.string(),
  description: z.string().optional(),
  keywords: z.array(z.string()),
  /** Absent with `createdAt`: made by whoever added it, when it was added. */
  createdBy: z.string().optional(),
  createdAt: z.iso.datetime().optional(),
  image: imageSchema,
  /** How it is run, where the image does not say it itself. */
  run: imageRunSchema.optional(),
});

const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('catalogue'), environmentId, version: z.int().min(1) }),
  z.object({ kind: z.literal('image'), reference: z.string() }),
  z.object({ kind: z.literal('repository'), repositoryId: z.uuid(), branch: z.string() }),
]);

/** What the session needs at least: cores, bytes of memory, graphics cards, bytes of disk. Absent: no wish. */
const resources = z.object({
  cpu: z.number().positive().optional(),
  memory: z.int().positive().optional(),
  gpu: z.int().min(0).optional(),
  disk: z.int().positive().optional(),
});

/** `all` includes those that are connected later. */
const selection = z.union([z.literal('all'), z.array(z.uuid())]);

/** Of what is cloned at a certain commit, by repository; the others as their hosts have them then. */
const commits = z.record(z.uuid(), z.string());

/** `run`: what the editors say of how the image is run, field by field instead of what the environment says. */
const configuration = z.object({
  resources,
  repositories: selection,
  storages: selection,
  run: imageRunSchema.optional(),
  commits: commits.optional(),
});

/** A run of a launch, of this project or another one. */
const runOfLaunch = z.object({ projectId, launchId: z.uuid(), run: z.int().min(1) });

/** Stream `sessions-<projectId>`: the sessions of one project. */
export const sessionsEvents = eventFamily('sessions-', {
  /** Pitch: "it automatically becomes a project session in the state inactive". */
  EnvironmentAdded: eventSchema('An editor adds an environment, or a run’s anew: a session, inactive.', {
    projectId,
    sessionId,
    name: z.string(),
    environment,
    source,
    configuration,
    reproducedFrom: runOfLaunch.optional(),
  }),
  SessionConfigured: eventSchema(
    'An editor changes its name or what it runs with; runs that live keep what they started with.',
    { projectId, sessionId, name: z.string(), configuration },
  ),
  SessionImageChanged: eventSchema(
    'An editor chooses another image of its environment, or (`resolved`) its digest was found at the first launch.',
    {
      projectId,
      sessionId,
      image: imageSchema,
      reason: z.enum(['chosen', 'newest', 'resolved']),
      environmentVersion: z.int().min(1).optional(),
    },
  ),
  DefaultSessionChosen: eventSchema(
    'The first session, the oldest left or an editor’s choice: the one that one click starts.',
    { projectId, sessionId },
  ),
  SessionRemoved: eventSchema('An editor removes it; its runs are stopped.', { projectId, sessionId }),
});

export type SessionsEvent = EventsOf<typeof sessionsEvents>;
export type Source = z.infer<typeof source>;
export type Resources = Readonly<z.infer<typeof resources>>;
/** By repository id. */
export type Commits = Readonly<Record<string, string>>;
export type Selection = 'all' | readonly string[];
export interface Configuration {
  readonly resources: Resources;
  readonly repositories: Selection;
  readonly storages: Selection;
  readonly run?: ImageRun | undefined;
  readonly commits?: Commits | undefined;
}

const shared: EventAudience = { member: 'all', owner: 'all', auditor: 'all' };

/** Whose launch a run is of can be worked out of its id, and is nobody’s to know in another project. */
const withoutReproducedFrom = ['projectId', 'sessionId', 'name', 'environment', 'source', 'configuration'];

export const sessionsAudience: AudienceOf<SessionsEvent> = {
  EnvironmentAdded: { member: withoutReproducedFrom, owner: withoutReproducedFrom, auditor: 'all' },
  SessionConfigured: shared,
  SessionImageChanged: shared,
  DefaultSessionChosen: shared,
  SessionRemoved: shared,
};
