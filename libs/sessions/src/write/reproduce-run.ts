import {
  Command,
  type DataOf,
  type Decide,
  type DecisionContext,
  deriveId,
  type Rejection,
} from '#libs/event-sourcing';
import type { ImageRun } from '#libs/image-registry';
import type { Image } from '../session.js';
import type { Resources, SessionsEvent, Source } from '../sessions.events.js';
import type { Sessions } from '../sessions.js';
import { reject } from '../sessions.rejections.js';
import { addedSession } from './added-session.js';
import type { ConfigurationFacts } from './configuration-facts.js';
import { refuseUnsatisfiable } from './refuse-unsatisfiable.js';

/** A run as the log says that it was; it never changes any more. */
export interface PastRun {
  readonly projectId: string;
  readonly launchId: string;
  readonly run: number;
  readonly environment: {
    readonly name: string;
    readonly description?: string | undefined;
    readonly keywords: readonly string[];
    readonly run?: ImageRun | undefined;
  };
  readonly image: Image;
  readonly builtFrom?: { readonly repositoryId: string; readonly branch: string } | undefined;
  readonly resources: Resources;
  /** `commit`: that was really there; absent where it is not known. */
  readonly repositories: readonly {
    readonly repositoryId: string;
    readonly url: string;
    readonly commit?: string | undefined;
  }[];
  readonly storages: readonly { readonly name: string; readonly source: string }[];
}

export class ReproduceRun extends Command<{
  /** Where the session is to be: the run may be another project’s. */
  readonly projectId: string;
  readonly sessionId: string;
  /** Of the session; absent: the environment’s. */
  readonly name?: string | undefined;
  readonly past: PastRun;
}> {}

export interface ReproductionFacts extends ConfigurationFacts {
  readonly projectStorages: readonly { readonly storageId: string; readonly source: string }[];
}

type Asked = DataOf<ReproduceRun> & ReproductionFacts;

const storageOf = ({ projectStorages }: Asked, source: string): string | undefined =>
  projectStorages.find((storage) => storage.source === source)?.storageId;

/** Less than all of it would be another run. */
const refuseMissing = (command: Asked): Rejection | undefined => {
  const { repositories, storages } = command.past;
  const repository = repositories.find(({ repositoryId }) => !command.projectRepositoryIds.includes(repositoryId));
  if (repository !== undefined)
    return reject('unknown-repository', `The run had ${repository.url}: connect it to the project first.`);
  const storage = storages.find(({ source }) => storageOf(command, source) === undefined);
  return (
    storage && reject('unknown-storage', `The run had the storage ${storage.source}: connect it to the project first.`)
  );
};

/** An image that a pipeline built belongs to the project whose repository it is of. */
const sourceOf = ({ projectId, projectRepositoryIds, past }: Asked): Source => {
  const { builtFrom, image } = past;
  const isOwn = past.projectId === projectId && projectRepositoryIds.includes(builtFrom?.repositoryId ?? '');
  return isOwn && builtFrom !== undefined
    ? { kind: 'repository', ...builtFrom }
    : { kind: 'image', reference: image.reference };
};

const configurationOf = (command: Asked) => {
  const { resources, repositories, storages } = command.past;
  const commits = repositories.flatMap(({ repositoryId, commit }) =>
    commit === undefined ? [] : [[repositoryId, commit]],
  );
  return {
    resources: { ...resources },
    repositories: repositories.map(({ repositoryId }) => repositoryId),
    storages: storages.flatMap(({ source }) => storageOf(command, source) ?? []),
    ...(commits.length > 0 && { commits: Object.fromEntries(commits) as Record<string, string> }),
  };
};

/**
 * Rule 16: a session that is pinned to what a run had. An environment of its own, so that whoever launched that run can launch this
 * one beside it.
 */
export const reproduceRun: Decide<Asked, Sessions, SessionsEvent> = (command: Asked & DecisionContext, state) => {
  const { projectId, sessionId, past, commandId } = command;
  const refused = refuseMissing(command) ?? refuseUnsatisfiable(past.resources, command.resourceClasses);
  if (refused !== undefined) return refused;
  const { name, description, keywords, run } = past.environment;
  const environmentId = deriveId(commandId, 'environment');
  return addedSession(state, {
    ...{ projectId, sessionId, name: command.name ?? name },
    environment: { environmentId, name, description, keywords: [...keywords], image: { ...past.image }, run },
    ...{ source: sourceOf(command), configuration: configurationOf(command) },
    reproducedFrom: { projectId: past.projectId, launchId: past.launchId, run: past.run },
  });
};
