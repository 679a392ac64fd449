import { describe, expect, test } from 'vitest';
import type { CatalogueEnvironment } from '#libs/environments';
import { deriveId } from '#libs/event-sourcing';
import { foundImage, unknownImage, unusableImage } from '../../../image-registry/src/checking/images.fixture.js';
import {
  added,
  addedData,
  defaultChosen,
  defaults,
  digest,
  environmentId,
  first,
  image,
  projectId,
  repositoryId,
  second,
  spec,
  storageId,
} from '../sessions.fixture.js';
import { addEnvironment } from './add-environment.js';

const catalogueEnvironment: CatalogueEnvironment = {
  environmentId,
  name: 'Jupyter Python',
  image: image('1', 'a'),
  description: 'Python with the usual libraries',
  keywords: ['python'],
  createdBy: 'admin',
  createdAt: '2025-12-01T00:00:00.000Z',
  imageSince: '2025-12-01T00:00:00.000Z',
  version: 1,
  archived: false,
  revision: 0,
};
const facts = {
  catalogueEnvironment,
  projectRepositoryIds: [repositoryId],
  projectStorageIds: [storageId],
  resourceClasses: [],
};
const fromCatalogue = {
  projectId,
  sessionId: first,
  environment: { source: 'catalogue', environmentId },
  configuration: defaults,
  ...facts,
} as const;
const fromImage = {
  ...fromCatalogue,
  environment: { source: 'image', image: image('mine'), name: 'Mine', keywords: ['r'] },
} as const;
const fromRepository = {
  ...fromCatalogue,
  environment: { source: 'repository', repositoryId, branch: 'main' },
} as const;

describe('rule 1, adding: an environment from the catalogue', () => {
  test('becomes a session that has a copy of it, at its version', () =>
    spec
      .given(added(second))
      .when(addEnvironment, fromCatalogue)
      .then([added(first)]));

  test('the session can have another name', () =>
    spec
      .given(added(second))
      .when(addEnvironment, { ...fromCatalogue, name: 'Analysis' })
      .then([added(first, { name: 'Analysis' })]));

  test('an archived one cannot be added any more', () =>
    spec
      .given()
      .when(addEnvironment, { ...fromCatalogue, catalogueEnvironment: { ...catalogueEnvironment, archived: true } })
      .thenRejected('environment-archived', {
        extra: { errors: [expect.objectContaining({ pointer: '/environment/environmentId' })] },
      }));

  test('one that the catalogue does not have cannot be added', () =>
    spec
      .given()
      .when(addEnvironment, { ...fromCatalogue, catalogueEnvironment: undefined })
      .thenRejected('environment-not-found'));

  test('the same environment can be added again: a user can create as many sessions as they want', () =>
    spec
      .given(added(second), added('7d1a1c7e-0000-4000-8000-000000000014'))
      .when(addEnvironment, fromCatalogue)
      .then([added(first)]));
});

describe('rule 1, adding: an external image', () => {
  const commandId = 'c2f4d1f0-0000-4000-8000-000000000001';
  const ofItsOwn = {
    environmentId: deriveId(commandId, 'environment'),
    name: 'Mine',
    description: undefined,
    keywords: ['r'],
    image: image('mine'),
  };
  const data = addedData(first, {
    name: 'Mine',
    environment: ofItsOwn,
    source: { kind: 'image', reference: image('mine').reference },
  });

  test('becomes an environment of its own, which belongs to this project alone', () =>
    spec
      .given(added(second))
      .when(addEnvironment, fromImage, { commandId })
      .then([{ type: 'EnvironmentAdded', data }]));

  test('that names a digest is pinned to it at once', () => {
    const pinned = image('mine', 'c');
    spec
      .given(added(second))
      .when(addEnvironment, { ...fromImage, environment: { ...fromImage.environment, image: pinned } }, { commandId })
      .then([{ type: 'EnvironmentAdded', data: { ...data, environment: { ...ofItsOwn, image: pinned } } }]);
    expect(pinned.digest).toBe(digest('c'));
  });

  test('is pinned to what its registry has now (rule 2)', () =>
    spec
      .given(added(second))
      .when(addEnvironment, { ...fromImage, checkedImage: foundImage({ digest: digest('d') }) }, { commandId })
      .then([
        { type: 'EnvironmentAdded', data: { ...data, environment: { ...ofItsOwn, image: image('mine', 'd') } } },
      ]));

  test('that no session can run is refused, with what to do', () =>
    spec
      .given()
      .when(addEnvironment, { ...fromImage, checkedImage: unusableImage })
      .thenRejected('image-unusable', {
        detail: 'There is no such image.',
        extra: { errors: [{ pointer: '/environment/image', detail: 'There is no such image.' }] },
      }));

  test('whose registry cannot be asked is pinned later', () =>
    spec
      .given(added(second))
      .when(addEnvironment, { ...fromImage, checkedImage: unknownImage }, { commandId })
      .then([{ type: 'EnvironmentAdded', data }]));
});

describe('rule 1, adding: a code repository', () => {
  const commandId = 'c2f4d1f0-0000-4000-8000-000000000002';
  const builtImage = { reference: 'registry.example.org/r:1', digest: digest('e') };
  const repository = { name: 'analysis', builtImage };
  const environment = {
    ...{ environmentId: deriveId(commandId, 'environment'), name: 'analysis', keywords: [] },
    image: builtImage,
  };
  const source = { kind: 'repository', repositoryId, branch: 'main' } as const;
  const becomes = (name: string) =>
    [
      { type: 'EnvironmentAdded', data: addedData(first, { name, environment: { ...environment, name }, source }) },
    ] as const;

  test('becomes an environment of its own, pinned to the newest image of the branch', () =>
    spec
      .given(added(second))
      .when(addEnvironment, { ...fromRepository, repository }, { commandId })
      .then(becomes('analysis')));

  test('can have another name', () =>
    spec
      .given(added(second))
      .when(
        addEnvironment,
        { ...fromRepository, repository, environment: { ...fromRepository.environment, name: 'Plots' } },
        { commandId },
      )
      .then(becomes('Plots')));

  test('whose branch has no image of the commit is refused at the commit', () => {
    const detail = `No image of ${'c'.repeat(40)} is known as one of main: choose a commit from the images of the branch.`;
    return spec
      .given(added(second))
      .when(addEnvironment, {
        ...fromRepository,
        repository: { ...repository, builtImage: undefined },
        environment: { ...fromRepository.environment, commit: 'c'.repeat(40) },
      })
      .thenRejected('no-image-yet', { detail, extra: { errors: [{ pointer: '/environment/commit', detail }] } });
  });

  test('that has built no image yet is refused, with what to do', () =>
    spec
      .given()
      .when(addEnvironment, { ...fromRepository, repository: { ...repository, builtImage: undefined } })
      .thenRejected('no-image-yet', { detail: expect.stringContaining('pipeline') }));

  test('that is not the project’s is refused', () =>
    spec.given().when(addEnvironment, fromRepository).thenRejected('unknown-repository'));
});

describe('rule 3, default: adding', () => {
  test('the first added becomes the default', () =>
    spec
      .given()
      .when(addEnvironment, fromCatalogue)
      .then([added(first), defaultChosen(first)]));

  test('a later one does not', () =>
    spec
      .given(added(second), defaultChosen(second))
      .when(addEnvironment, fromCatalogue)
      .then([added(first)]));
});

describe('rule 6, configuration: adding', () => {
  test('takes minimum resources and a choice of what to mount', () => {
    const configuration = {
      resources: { cpu: 0.5, memory: 4e9 },
      repositories: [repositoryId],
      storages: [storageId],
    };
    spec
      .given(added(second))
      .when(addEnvironment, { ...fromCatalogue, configuration })
      .then([added(first, { configuration })]);
  });

  test('refuses a repository that the project does not have', () =>
    spec
      .given()
      .when(addEnvironment, {
        ...fromCatalogue,
        configuration: { ...defaults, repositories: [repositoryId, storageId] },
      })
      .thenRejected('unknown-repository', {
        extra: { errors: [expect.objectContaining({ pointer: '/repositories/1' })] },
      }));

  test('refuses a storage that the project does not have', () =>
    spec
      .given()
      .when(addEnvironment, { ...fromCatalogue, configuration: { ...defaults, storages: [repositoryId] } })
      .thenRejected('unknown-storage', { extra: { errors: [expect.objectContaining({ pointer: '/storages/0' })] } }));
});
