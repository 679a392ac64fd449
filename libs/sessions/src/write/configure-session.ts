import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ImageRun } from '#libs/image-registry';
import type { Commits, Configuration, Resources, Selection, SessionsEvent } from '../sessions.events.js';
import { type Sessions, sessionOf } from '../sessions.js';
import { reject } from '../sessions.rejections.js';
import { configurationData } from './configuration-data.js';
import type { ConfigurationFacts } from './configuration-facts.js';
import { refuseUnknownParts } from './refuse-unknown-parts.js';
import { refuseUnsatisfiable } from './refuse-unsatisfiable.js';

/** Null takes a minimum away; absent leaves it as it is. */
export type ResourcesChange = { readonly [K in keyof Resources]?: Resources[K] | null };

export class ConfigureSession extends Command<{
  readonly projectId: string;
  readonly sessionId: string;
  /** Revision of the session that the editor has seen. */
  readonly seen: number;
  readonly name?: string | undefined;
  readonly resources?: ResourcesChange | undefined;
  readonly repositories?: Selection | undefined;
  readonly storages?: Selection | undefined;
  /** The whole of it; {} takes back what was said before. */
  readonly run?: ImageRun | undefined;
  /** The whole of it; {} lets all be cloned as their hosts have them. */
  readonly commits?: Commits | undefined;
}> {}

const changedResources = (resources: Resources, change: ResourcesChange = {}): Resources =>
  Object.fromEntries(Object.entries({ ...resources, ...change }).filter(([, minimum]) => typeof minimum === 'number'));

type Change = Pick<DataOf<ConfigureSession>, 'resources' | 'repositories' | 'storages' | 'run' | 'commits'>;

const changed = (configuration: Configuration, change: Change): Configuration => ({
  resources: changedResources(configuration.resources, change.resources),
  repositories: change.repositories ?? configuration.repositories,
  storages: change.storages ?? configuration.storages,
  run: change.run ?? configuration.run,
  commits: change.commits ?? configuration.commits,
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What was asked for before may be offered no more: only what is asked for now must be there. */
const refuseResources = (
  { resources, resourceClasses }: Pick<DataOf<ConfigureSession> & ConfigurationFacts, 'resources' | 'resourceClasses'>,
  configuration: Configuration,
) => resources && refuseUnsatisfiable(configuration.resources, resourceClasses);

/** Pitch: "When a user wants to customize the resources of their session, they modify the session configuration." */
export const configureSession: Decide<DataOf<ConfigureSession> & ConfigurationFacts, Sessions, SessionsEvent> = (
  command,
  state,
) => {
  const { projectId, sessionId } = command;
  const session = sessionOf(state, sessionId);
  if (session === undefined) return reject('session-not-found');
  if (session.revision !== command.seen)
    return reject('precondition-failed', 'Read the session again, then repeat your change.');
  // what was selected before may be gone from the project meanwhile: only what is selected now must be there
  const configuration = configurationData(changed(session.configuration, command));
  const refused = refuseUnknownParts(command, command) ?? refuseResources(command, configuration);
  if (refused !== undefined) return refused;
  const { name = session.name } = command;
  const unchanged = name === session.name && same(configuration, configurationData(session.configuration));
  return unchanged ? nothing : [{ type: 'SessionConfigured', data: { projectId, sessionId, name, configuration } }];
};
