import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OpenSession } from '../../examples/story/src/open-session.js';
import { findRealNode } from '../support/real-node/find-real-node.js';
import { nodeImages } from '../support/real-node/node-images.js';
import { NodeSystem } from './support/node-system.js';

const parts = findRealNode();
const onNode = parts === undefined ? describe.skip : describe;

onNode('rule 7, storages are mounted on a real node (needs test/real-node/run.sh)', () => {
  let node: NodeSystem;
  /** Of the node: one directory for each volume. */
  let volumes: string;

  const claims = (): string => `/api/v1/namespaces/${node.cluster.plane.namespace}/persistentvolumeclaims`;
  const volumePath = '/api/v1/persistentvolumes';
  const names = ['archive', 'scratch'] as const;

  /** As an administrator does: a volume that is a directory of the node, and the claim that sessions mount. */
  async function claim(name: string): Promise<void> {
    const { admin, namespace } = node.cluster.plane;
    await mkdir(join(volumes, name));
    // who sessions run as, no group of a hostPath is changed to
    await chmod(join(volumes, name), 0o777);
    await writeFile(join(volumes, name, 'hello.txt'), `hello from ${name}`);
    const spec = { accessModes: ['ReadWriteMany'], storageClassName: '' };
    const size = { storage: '1Gi' };
    await admin.create(volumePath, {
      metadata: { name },
      spec: {
        ...{ ...spec, capacity: size, persistentVolumeReclaimPolicy: 'Retain' },
        ...{ hostPath: { path: join(volumes, name) }, claimRef: { namespace, name } },
      },
    });
    await admin.create(claims(), {
      metadata: { name },
      spec: { ...spec, resources: { requests: size }, volumeName: name },
    });
  }

  beforeAll(async () => {
    volumes = await mkdtemp(join(tmpdir(), 'renku-sessions-volumes-'));
    const file = join(volumes, 'storages.json');
    const offered = [
      { source: 'Survey archive', volumeClaim: 'archive' },
      { source: 'Scratch', volumeClaim: 'scratch', writable: true },
      { source: 'Scratch, to be read', volumeClaim: 'scratch' },
      { source: 'Old archive', volumeClaim: 'removed-long-ago' },
    ];
    await writeFile(file, JSON.stringify(offered));
    node = await NodeSystem.start(parts!, {
      archives: [parts!.images.programs, parts!.images.jupyterLab],
      settings: { STORAGES_FILE: file },
    });
    for (const name of names) await claim(name);
  });
  afterAll(async () => {
    await node.close();
    await rm(volumes, { recursive: true });
  });

  test('at /work/<name>, read-only unless both say otherwise; one that is not there is a warning with what to do', async () => {
    const { launchId } = await node.running({
      image: nodeImages.jupyterLab,
      memory: '512Mi',
      storages: [
        { name: 'archive', source: 'Survey archive', readOnly: false },
        { name: 'scratch', source: 'Scratch', readOnly: false },
        { name: 'kept', source: 'Scratch, to be read', readOnly: true },
        { name: 'old', source: 'Old archive', readOnly: true },
      ],
    });
    expect((await node.untilIs(launchId, { status: 'running' })).warnings).toEqual([
      {
        code: 'storage-unavailable',
        message:
          'There is no /work/old: what “Old archive” stands for is not there. Ask your administrator; the next run looks again.',
      },
    ]);
    const { body } = await node.grace.post<{ url: string }>(`/launches/${launchId}/access`);
    const code = `import os
def write(name):
    try:
        open('/work/' + name + '/new.txt', 'w').write('written by a session')
        return 'written'
    except OSError as error:
        return os.strerror(error.errno)
for name in ['archive', 'scratch', 'kept']:
    print(name, open('/work/' + name + '/hello.txt').read(), write(name), sep=', ')
print(os.path.exists('/work/old'))`;
    expect((await (await OpenSession.enter(body.url)).run(code)).split('\n')).toEqual([
      'archive, hello from archive, Read-only file system',
      'scratch, hello from scratch, written',
      'kept, hello from scratch, Read-only file system',
      ...['False', ''],
    ]);
    expect(await readFile(join(volumes, 'scratch', 'new.txt'), 'utf8')).toBe('written by a session');
    await node.discard(launchId);
    expect(await readFile(join(volumes, 'scratch', 'hello.txt'), 'utf8')).toBe('hello from scratch');
  });
});
