import type { V1Pod } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiUser, Ledger } from '../crash/src/api-user.js';
import { ServiceWatch } from '../rollout/src/service-watch.js';
import { findInstaller, findRealNode } from '../support/real-node/find-real-node.js';
import { nodeImages } from '../support/real-node/node-images.js';
import { until } from '../support/until.js';
import { HelmRelease } from './support/helm-release.js';
import { expectTold, nameAsInCatalogue } from './support/story-on-node.js';

const parts = findRealNode();
const onNode = parts === undefined || findInstaller() === undefined ? describe.skip : describe;

interface Running {
  readonly status: string;
  readonly run: number;
}

onNode('the product, installed on a real node by its chart (needs test/real-node/run.sh and helm)', () => {
  let release: HelmRelease;
  beforeAll(async () => {
    const { programs, jupyterLab } = parts!.images;
    release = await HelmRelease.install(parts!, [programs, jupyterLab]);
    await nameAsInCatalogue(release.cluster);
  });
  afterAll(() => release.close());

  const podsAt = async (path: string, label: string): Promise<V1Pod[]> => {
    const { items } = await release.cluster.plane.admin.send<{ items: V1Pod[] }>({
      path: `${path}?labelSelector=${encodeURIComponent(label)}`,
    });
    return items;
  };
  const ofRelease = (): Promise<V1Pod[]> => podsAt(release.pods, 'app.kubernetes.io/instance=renku');
  const images = async (): Promise<string[]> =>
    (await ofRelease()).map(({ metadata, spec }) => {
      const part = metadata?.labels?.['app.kubernetes.io/component'] ?? '';
      return `${part} ${spec?.containers[0]?.image ?? ''}`;
    });
  const twoOfEach = (image: string): string[] =>
    ['api', 'gateway', 'worker'].flatMap((part) => [`${part} ${image}`, `${part} ${image}`]);

  test('is there, two of each part, none of which had to be started twice', async () => {
    expect((await images()).toSorted()).toEqual(twoOfEach(nodeImages.product));
    const statuses = (await ofRelease()).flatMap(({ status }) => status?.containerStatuses ?? []);
    expect(statuses.map(({ ready, restartCount }) => ({ ready, restartCount }))).toEqual(
      statuses.map(() => ({ ready: true, restartCount: 0 })),
    );
  });

  test('has the whole story told to it, from outside', async () => {
    await expectTold('the API', [], { API_URL: release.url, TOKEN: await release.tokenOf('Grace') });
  });

  describe('upgraded while people work', () => {
    let user: ApiUser;
    let watched: { token: string; projectId: string; launchId: string; run: number };
    const ledger = new Ledger();
    const idIn = (reply: { body: unknown } | undefined, name: string): string =>
      (reply?.body as Record<string, string>)[name]!;
    const session = async (): Promise<object> => {
      const [pod] = await podsAt('/api/v1/namespaces/sessions/pods', `renku-sessions/launch=${watched.launchId}`);
      return {
        uid: pod?.metadata?.uid,
        restarts: pod?.status?.containerStatuses?.map(({ restartCount }) => restartCount),
      };
    };
    const launch = (): Promise<Running | undefined> => user.get<Running>(`/launches/${watched.launchId}`);

    beforeAll(async () => {
      const token = await release.tokenOf('Ada');
      user = new ApiUser({ up: () => Promise.resolve(), apiUrl: () => release.url }, ledger, token, 'ada', '');
      const projectId = idIn(
        await user.command('POST', '/projects', { name: 'Watched', visibility: 'private' }),
        'projectId',
      );
      const environment = { source: 'image', image: nodeImages.programs, name: 'Watched' };
      await user.command('POST', `/projects/${projectId}/sessions`, { environment, resources: { memory: '64Mi' } });
      const launchId = idIn(await user.command('POST', `/projects/${projectId}/launch`), 'launchId');
      watched = { token, projectId, launchId, run: 1 };
      await until('the session runs', async () => (await launch())?.status === 'running', 90_000);
    });

    test('answers every request, and touches no session', async () => {
      const before = await session();
      const upgraded = nodeImages.product.replace(':1', ':2');
      await release.cluster.node.nameImage(nodeImages.product, upgraded);
      const watch = await ServiceWatch.of(release.url, watched, user);
      await release.upgrade('2');
      await until(
        'the old ones are gone',
        async () => {
          const now = await images();
          return now.length === 6 && now.every((image) => image.endsWith(upgraded));
        },
        90_000,
      );
      expect(await watch.end()).toMatchObject({ problems: [] });
      expect(ledger.surprises).toEqual([]);
      expect(await session()).toEqual(before);
      expect(await launch()).toMatchObject({ status: 'running', run: 1 });
    });
  });

  test('is gone when it is uninstalled, and what people have is not', async () => {
    const { admin, namespace } = release.cluster.plane;
    const disks = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
    const before = await admin.send<{ items: object[] }>({ path: disks });
    await release.uninstall();
    await until('its pods are gone', async () => (await ofRelease()).length === 0, 90_000);
    const after = await admin.send<{ items: object[] }>({ path: disks });
    expect(before.items.length).toBeGreaterThan(0);
    expect(after.items.length).toBe(before.items.length);
  });
});
