import type { V1Pod } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGitServer } from '../../examples/story/src/git-server.js';
import { OpenSession } from '../../examples/story/src/open-session.js';
import { ApiUser, Ledger } from '../crash/src/api-user.js';
import { ServiceWatch } from '../rollout/src/service-watch.js';
import { findInstaller, findRealNode } from '../support/real-node/find-real-node.js';
import { NODE_ADDRESS } from '../support/real-node/node-address.js';
import { nodeImages } from '../support/real-node/node-images.js';
import { until } from '../support/until.js';
import { HelmRelease } from './support/helm-release.js';
import { expectTold, nameAsInCatalogue } from './support/story-on-node.js';
import { withNodeState } from './support/with-node-state.js';

const parts = findRealNode();
const installer = findInstaller();
const onNode = parts === undefined || installer === undefined ? describe.skip : describe;
const withPolicies = installer?.policies === undefined ? test.skip : test;

interface Running {
  readonly status: string;
  readonly run: number;
}

onNode('the product, installed on a real node by its chart (needs test/real-node/run.sh and helm)', () => {
  let release: HelmRelease;
  beforeAll(async () => {
    const { programs, jupyterLab } = parts!.images;
    release = await HelmRelease.install(parts!, installer!, [programs, jupyterLab]);
    await nameAsInCatalogue(release.cluster);
  });
  afterAll(() => release.close());

  const podsAt = (path: string, labels: string): Promise<V1Pod[]> =>
    release.cluster.plane.admin.labelled<V1Pod>(path, labels);
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
    const settings = { API_URL: release.url, TOKEN: await release.tokenOf('Grace') };
    await withNodeState(release.cluster.node, () => expectTold('the API', [], settings));
  });

  describe('with a session that runs', () => {
    const ledger = new Ledger();
    let user: ApiUser;
    let watched: { token: string; projectId: string; launchId: string; run: number };
    const idIn = (reply: { body: unknown } | undefined, name: string): string =>
      (reply?.body as Record<string, string>)[name]!;
    const statusOf = (launchId: string): Promise<Running | undefined> => user.get<Running>(`/launches/${launchId}`);
    const podOf = async (launchId: string): Promise<V1Pod | undefined> =>
      (await podsAt('/api/v1/namespaces/sessions/pods', `renku-sessions/launch=${launchId}`))[0];

    async function launched(image: string, memory: string): Promise<{ projectId: string; launchId: string }> {
      const named = { name: 'Of this test', visibility: 'private' };
      const projectId = idIn(await user.command('POST', '/projects', named), 'projectId');
      const environment = { source: 'image', image, name: 'Of this test' };
      await user.command('POST', `/projects/${projectId}/sessions`, { environment, resources: { memory } });
      const launchId = idIn(await user.command('POST', `/projects/${projectId}/launch`), 'launchId');
      await until('the session runs', async () => (await statusOf(launchId))?.status === 'running', 90_000);
      return { projectId, launchId };
    }

    beforeAll(async () => {
      const token = await release.tokenOf('Ada');
      user = new ApiUser({ up: () => Promise.resolve(), apiUrl: () => release.url }, ledger, token, 'ada', '');
      watched = { token, run: 1, ...(await launched(nodeImages.jupyterLab, '512Mi')) };
    });

    withPolicies(
      'keeps it from API, stores, other sessions and the cluster, and lets it out where it may go',
      async () => {
        const { launchId } = await launched(nodeImages.programs, '64Mi');
        const other = (await podOf(launchId))?.status?.podIP ?? '';
        const allowed = await startGitServer({ 'a.txt': 'a' }, NODE_ADDRESS);
        const { hostname, port } = new URL(allowed.url);
        const targets = [
          ['renku-api.renku.svc', 3000],
          ['renku-gateway.renku.svc', 3001],
          ['stores.renku.svc', 2113],
          ['stores.renku.svc', 27_017],
          ['kubernetes.default.svc', 443],
          [other, 8888],
          [hostname, Number(port)],
        ];
        const code = `import socket, json
def reaches(host, port):
    try:
        socket.create_connection((host, port), timeout=3).close()
        return True
    except OSError:
        return False
print(json.dumps([[socket.gethostbyname(host) != '', reaches(host, port)] for host, port in ${JSON.stringify(targets)}]))`;
        const { body } = await user.send({ method: 'POST', path: `/launches/${watched.launchId}/access` });
        const printed = await (await OpenSession.enter((body as { url: string }).url)).run(code);
        await allowed.close();
        const [, ...kept] = targets;
        expect(JSON.parse(printed)).toEqual([...kept.map(() => [true, false]), [true, true]]);
      },
    );

    test('answers every request while it is upgraded, and touches no session', async () => {
      const session = async (): Promise<object> => {
        const { metadata, status } = (await podOf(watched.launchId)) ?? {};
        return { uid: metadata?.uid, restarts: status?.containerStatuses?.map(({ restartCount }) => restartCount) };
      };
      const before = await session();
      const upgraded = nodeImages.product.replace(':1', ':2');
      await release.cluster.node.nameImage(nodeImages.product, upgraded);
      const isUpgraded = async (): Promise<boolean> => {
        const now = await images();
        return now.length === 6 && now.every((image) => image.endsWith(upgraded));
      };
      const seen = await ServiceWatch.during({ apiUrl: release.url, watched, user }, async () => {
        await release.upgrade('2');
        await until('the old ones are gone', isUpgraded, 90_000);
      });
      expect(seen).toMatchObject({ problems: [] });
      expect(ledger.surprises).toEqual([]);
      expect(await session()).toEqual(before);
      expect(await statusOf(watched.launchId)).toMatchObject({ status: 'running', run: 1 });
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
