import { afterEach, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { UnaskedRegistries } from '#libs/image-registry';
import { createLogger, type Logger, Metrics } from '#libs/observability';
import { repositoryId, url } from '../images.fixture.js';
import type { BuiltImageInspector } from '../looking/built-image-inspector.js';
import type { RepositoryLook } from '../looking/repository-look.js';
import { RepositoryWatch } from './repository-watch.js';

const use = { branchesInUse: () => Promise.resolve(['main']), projectsWith: () => Promise.resolve([]) };
const asked = { asksRegistries: true } as BuiltImageInspector;
const missing = { code: 'registry-unreachable', advice: 'Try again later.', isPassing: true };

const watches: RepositoryWatch[] = [];
afterEach(async () => {
  for (const watch of watches.splice(0)) await watch.onApplicationShutdown();
});

const watchBy = (
  at: unknown,
  { images = asked, of = use, log = createLogger('fatal'), metrics = new Metrics('0') } = {},
): RepositoryWatch => {
  const watch = new RepositoryWatch({ at } as RepositoryLook, of, images, log, metrics);
  watches.push(watch);
  return watch;
};

test('a repository whose registry could not be asked is looked at again soon', async () => {
  let looks = 0;
  const watch = watchBy(() => {
    looks += 1;
    return Promise.resolve({ heads: [{ branch: 'main', commit: 'a', ...(looks === 1 && { missing }) }] });
  });
  watch.lookAt({ repositoryId, url });
  await until('it is looked at again', () => looks === 2);
  await watch.onApplicationShutdown();
  expect(looks).toBe(2);
});

test('a repository whose registry says when it may be asked again is left alone until then', async () => {
  const said: unknown[] = [];
  const log = { ...createLogger('fatal'), warn: (fields: unknown) => void said.push(fields) } as unknown as Logger;
  const at = () =>
    Promise.resolve({ heads: [{ branch: 'main', commit: 'a', missing: { ...missing, retryAfterSeconds: 60 } }] });
  watchBy(at, { log }).lookAt({ repositoryId, url });
  await until('it is left alone', () => said.length > 0);
  expect(said).toMatchObject([{ pauseMs: 60_000 }]);
});

test('an image that a hook told of and that is not there yet is looked for once more', async () => {
  let looks = 0;
  const watch = watchBy(() => {
    looks += 1;
    const none = { code: 'no-image-yet', advice: 'Look at the pipeline.', isPassing: false };
    return Promise.resolve({ heads: [{ branch: 'main', commit: 'a', missing: none }] });
  });
  watch.lookAt({ repositoryId, url }, { isHint: true });
  await until('it is looked for again', () => looks === 2);
});

test.each([
  ['image-not-public', 'failed', 1],
  ['no-image-yet', 'done', 0],
  ['platform-missing', 'done', 0],
])('a repository of which a branch has no image, %s, is a look that is %s', async (code, outcome, warnings) => {
  const said: unknown[] = [];
  const log = { debug: () => undefined, warn: (fields: unknown) => void said.push(fields) } as unknown as Logger;
  const metrics = new Metrics('0');
  const none = { branch: 'main', commit: 'a', missing: { code, advice: 'Look.', isPassing: false } };
  watchBy(() => Promise.resolve({ heads: [none] }), { log, metrics }).lookAt({ repositoryId, url });
  await until('it is looked at', async () => (await metrics.registry.metrics()).includes('image_looks_total{'));
  expect(await metrics.registry.metrics()).toContain(`image_looks_total{outcome="${outcome}"} 1`);
  expect(said).toHaveLength(warnings);
});

test('a database that does not answer is not said to be the host, and the look is done again', async () => {
  const said: string[] = [];
  const log = { warn: (_: unknown, message: string) => void said.push(message) } as unknown as Logger;
  const metrics = new Metrics('0');
  let questions = 0;
  const branchesInUse = () => {
    questions += 1;
    return questions === 1 ? Promise.reject(new Error('the database does not answer')) : Promise.resolve([]);
  };
  watchBy(() => undefined, { of: { ...use, branchesInUse }, log, metrics }).lookAt({ repositoryId, url });
  await until('it is done again', () => questions === 2);
  expect(said).toEqual(['look failed; trying again']);
  expect(await metrics.registry.metrics()).toContain('image_looks_total{outcome="failed"} 1');
});

test('branches that sessions use are looked at, and no others', async () => {
  const looked: unknown[] = [];
  const branchesInUse = () => Promise.resolve(['main', 'plots']);
  const watch = watchBy(
    (_: unknown, options: unknown) => {
      looked.push(options);
      return Promise.resolve({ heads: [] });
    },
    { of: { ...use, branchesInUse } },
  );
  watch.lookAt({ repositoryId, url });
  await until('it is looked at', () => looked.length === 1);
  expect(looked).toEqual([{ as: 'operator', branches: ['main', 'plots'] }]);
});

test('nothing is looked at where no registry is asked', async () => {
  let questions = 0;
  const branchesInUse = () => {
    questions += 1;
    return Promise.resolve(['main']);
  };
  const watch = watchBy(() => Promise.resolve({ heads: [] }), {
    images: new UnaskedRegistries(),
    of: { ...use, branchesInUse },
  });
  watch.lookAt({ repositoryId, url });
  await watch.onApplicationShutdown();
  expect(questions).toBe(0);
});
