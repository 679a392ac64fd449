import type { CatalogueEnvironment } from '#libs/environments';
import { deriveId, type Event, type Rejection } from '#libs/event-sourcing';
import { type CheckedImage, type ImageRun, pinnedTo } from '#libs/image-registry';
import type { Image } from '../session.js';
import type { SessionsEvent } from '../sessions.events.js';
import { reject } from '../sessions.rejections.js';
import type { ConfigurationFacts } from './configuration-facts.js';

/** Pitch: "A user has 4 options for adding a session", three of which are built. */
export type RequestedEnvironment =
  | { readonly source: 'catalogue'; readonly environmentId: string }
  | {
      readonly source: 'image';
      readonly image: Image;
      readonly name: string;
      readonly description?: string | undefined;
      readonly keywords: readonly string[];
      readonly run?: ImageRun | undefined;
    }
  | {
      readonly source: 'repository';
      readonly repositoryId: string;
      readonly branch: string;
      /** Of the branch; absent: the newest one that has an image. */
      readonly commit?: string | undefined;
      /** Absent: the repository's in its project. */
      readonly name?: string | undefined;
    };

export interface EnvironmentFacts extends ConfigurationFacts {
  /** Where one was asked for and the catalogue ever had it. */
  readonly catalogueEnvironment: CatalogueEnvironment | undefined;
  /** Where an image was asked for. */
  readonly checkedImage?: CheckedImage | undefined;
  /** Where a repository was asked for and the project has it. */
  readonly repository?: RepositoryFacts | undefined;
}

export interface RepositoryFacts {
  readonly name: string;
  /** Of the commit that was asked for, else the newest of the branch; undefined: none is known. */
  readonly builtImage: { readonly reference: string; readonly digest: string } | undefined;
}

type Added = Extract<SessionsEvent, Event<'EnvironmentAdded'>>['data'];
export type PlacedEnvironment = Pick<Added, 'environment' | 'source'>;

type RefusedEnvironment =
  | 'environment-not-found'
  | 'environment-archived'
  | 'image-unusable'
  | 'no-image-yet'
  | 'unknown-repository';

const refuse = (code: RefusedEnvironment, pointer: string, detail: string): Rejection =>
  reject(code, detail, { errors: [{ pointer, detail }] });

const fromCatalogue = (found: CatalogueEnvironment | undefined): PlacedEnvironment | Rejection => {
  const pointer = '/environment/environmentId';
  if (found === undefined)
    return refuse('environment-not-found', pointer, 'The catalogue has no such environment: choose one from its list.');
  if (found.archived)
    return refuse('environment-archived', pointer, 'It is archived and cannot be added any more: choose another one.');
  const { environmentId, name, description, keywords, createdBy, createdAt, image, run, version } = found;
  return {
    environment: { environmentId, name, description, keywords: [...keywords], createdBy, createdAt, image, run },
    source: { kind: 'catalogue', environmentId, version },
  };
};

/** What the registry has now is what it is pinned to (rule 2); where that is not known, the first launch sees to it. */
const fromImage = (
  { image, name, description, keywords, run }: Extract<RequestedEnvironment, { source: 'image' }>,
  commandId: string,
  checked: CheckedImage | undefined,
): PlacedEnvironment | Rejection => {
  if (checked?.kind === 'unusable') return refuse('image-unusable', '/environment/image', checked.advice);
  const environmentId = deriveId(commandId, 'environment');
  const pinned = { ...pinnedTo(image, checked) };
  return {
    environment: { environmentId, name, description, keywords: [...keywords], image: pinned, run },
    source: { kind: 'image', reference: image.reference },
  };
};

const noImage = (branch: string, commit: string | undefined): Rejection =>
  commit === undefined
    ? refuse(
        'no-image-yet',
        '/environment/branch',
        `No image of ${branch} is known: its CI pipeline has to build one. Look at the pipeline of its newest commit, or choose another branch.`,
      )
    : refuse(
        'no-image-yet',
        '/environment/commit',
        `No image of ${commit} is known as one of ${branch}: choose a commit from the images of the branch.`,
      );

/** Rule 1: "the newest image its CI built", or that of the commit that is chosen, which it is pinned to. */
const fromRepository = (
  { repositoryId, branch, commit, name }: Extract<RequestedEnvironment, { source: 'repository' }>,
  commandId: string,
  repository: RepositoryFacts | undefined,
): PlacedEnvironment | Rejection => {
  if (repository === undefined)
    return refuse(
      'unknown-repository',
      '/environment/repositoryId',
      'The project has no such repository: connect it first.',
    );
  if (repository.builtImage === undefined) return noImage(branch, commit);
  const environmentId = deriveId(commandId, 'environment');
  return {
    environment: { environmentId, name: name ?? repository.name, keywords: [], image: { ...repository.builtImage } },
    source: { kind: 'repository', repositoryId, branch },
  };
};

/** The environment as the session will have it, or why it cannot be added (rule 1). */
export const placeEnvironment = (
  requested: RequestedEnvironment,
  commandId: string,
  { catalogueEnvironment, checkedImage, repository }: EnvironmentFacts,
): PlacedEnvironment | Rejection => {
  switch (requested.source) {
    case 'catalogue':
      return fromCatalogue(catalogueEnvironment);
    case 'image':
      return fromImage(requested, commandId, checkedImage);
    case 'repository':
      return fromRepository(requested, commandId, repository);
  }
};
