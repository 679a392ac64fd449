import { expect, test } from '@jest/globals';
import { fold } from '#libs/event-sourcing';
import { recordings, until } from '#libs/event-sourcing/testing';
import { createLogger } from '#libs/observability';
import { available, repositoryId, url } from '../images.fixture.js';
import type { RepositoryLook } from '../looking/repository-look.js';
import type { RepositoryImagesQueries } from '../read/repository-images.queries.js';
import { repositoryImages } from '../repository-images.js';
import { RepositoryWatch } from './repository-watch.js';

const known = fold(repositoryImages, recordings(available('a')));
const queries = { of: () => Promise.resolve(new Map([[repositoryId, known]])) } as unknown as RepositoryImagesQueries;
const use = { isUsed: () => Promise.resolve(true), projectsWith: () => Promise.resolve([]) };
const missing = { code: 'registry-unreachable', advice: 'Try again later.', isPassing: true };

test('a repository whose registry could not be asked is looked at again soon', async () => {
  let looks = 0;
  const at = () => {
    looks += 1;
    return Promise.resolve({ heads: [{ branch: 'main', commit: 'a', ...(looks === 1 && { missing }) }] });
  };
  const watch = new RepositoryWatch({ at } as unknown as RepositoryLook, queries, use, createLogger('fatal'));
  try {
    watch.lookAt({ repositoryId, url });
    await until('it is looked at again', () => looks === 2);
  } finally {
    await watch.onApplicationShutdown();
  }
  expect(looks).toBe(2);
});
