import { describe, expect, test } from 'vitest';
import { CodeHosts } from '#libs/code-hosts';
import { createEventRegistry } from '#libs/event-sourcing';
import { createMemoryEventStore, MemoryReadModels, recordings } from '#libs/event-sourcing/testing';
import { createLogger } from '#libs/observability';
import { repositoryIdOf } from '#libs/projects';
import { imagesEvents } from '../images.events.js';
import { available, url } from '../images.fixture.js';
import type { LookedAt } from '../looking/repository-look.js';
import { repositoryImagesDocuments } from '../read/repository-images.projection.js';
import { RepositoryImagesQueries } from '../read/repository-images.queries.js';
import { repositoryStream } from '../repository-images.js';
import { HookReceiver } from './hook-receiver.js';
import type { RepositoryWatch } from './repository-watch.js';

const repositoryId = repositoryIdOf(url);
const { type, data } = available('a');
const elsewhere = { url: 'https://git.example', registry: 'elsewhere.example' };

/** What is looked at after the hook of a code host: of its repositories, the images of one are known. */
const lookedAtAfter = async (body: unknown, registry = 'registry.example.org'): Promise<readonly string[]> => {
  const events = createEventRegistry([imagesEvents]);
  const store = createMemoryEventStore(events);
  await store.append(
    repositoryStream(repositoryId),
    'no_stream',
    recordings({ type, data: { ...data, repositoryId } }),
  );
  const queries = new RepositoryImagesQueries(new MemoryReadModels(store, events, [repositoryImagesDocuments]));
  const hosts = CodeHosts.parse(JSON.stringify([{ url: 'https://gitlab.example.org', registry }, elsewhere]));
  const looked: LookedAt[] = [];
  const watch = { lookAt: (of: LookedAt) => void looked.push(of) } as unknown as RepositoryWatch;
  const receiver = new HookReceiver(hosts, queries, watch, createLogger('fatal'));
  await receiver.receive(
    body,
    hosts.all.filter((host) => host.registry === registry),
  );
  return looked.map((of) => of.repositoryId);
};

const gitlab = (address: string) => ({ object_kind: 'pipeline', project: { git_http_url: address } });

describe('a hook makes us look at the repository that it means', () => {
  test.each([
    ['as it was connected', url],
    ['with .git', `${url}.git`],
    ['in other letters, which hosts do not tell apart', 'https://gitlab.example.org/Group/Analysis.git'],
  ])('%s', async (_, address) => expect(await lookedAtAfter(gitlab(address))).toEqual([repositoryId]));

  test('also where its images were at another place when they were seen', async () =>
    expect(await lookedAtAfter(gitlab(url), 'moved.example.org')).toEqual([repositoryId]));

  test.each([
    ['of which no image is known', 'https://gitlab.example.org/group/other'],
    ['of another host than the sender’s', 'https://git.example/group/analysis'],
    ['that is none', 'nonsense'],
  ])('and at none %s', async (_, address) => expect(await lookedAtAfter(gitlab(address))).toEqual([]));
});
