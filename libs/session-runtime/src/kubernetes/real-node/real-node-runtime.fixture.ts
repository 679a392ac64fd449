import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPrivateGitServer } from '../../../../../test/support/private-git-server.js';
import type { RealNodeParts } from '../../../../../test/support/real-node/find-real-node.js';
import { NODE_ADDRESS } from '../../../../../test/support/real-node/node-address.js';
import { nodeImages } from '../../../../../test/support/real-node/node-images.js';
import { RealCluster } from '../../../../../test/support/real-node/real-cluster.js';
import { serverCertificate } from '../../../../../test/support/server-certificate.js';
import { startGitServer } from '../../cloning/git-server.fixture.js';
import { privateRepository, privateToken } from '../../contract/private-repositories.fixture.js';
import type { RuntimeUnderTest } from '../../contract/runtime-under-test.js';
import type { RunKey } from '../../session-runtime.js';
import type { SessionRuntimeReader } from '../../session-runtime-reader.js';
import { type RuntimesOnPlane, runtimesOn } from '../runtimes-on.fixture.js';

export type RealNodeRuntimeUnderTest = RuntimeUnderTest & RuntimesOnPlane;

/** The driver where its pods really run. */
export async function realNodeRuntimeUnderTest(parts: RealNodeParts): Promise<RealNodeRuntimeUnderTest> {
  const cluster = await RealCluster.start(parts, [parts.images.programs, parts.images.clone]);
  const gitServer = await startGitServer(NODE_ADDRESS);
  const { authority, ...tls } = await serverCertificate({ type: 'ip', value: NODE_ADDRESS });
  const privateServer = await startPrivateGitServer({ token: privateToken, tls, address: NODE_ADDRESS });
  const { plane, node } = cluster;
  const configMaps = `/api/v1/namespaces/${plane.namespace}/configmaps`;
  await plane.admin.create(configMaps, { metadata: { name: 'authorities' }, data: { 'ca.crt': authority } });
  const outbound = { allowed: [NODE_ADDRESS], ownStores: [] };
  const runtimes = runtimesOn(plane, nodeImages.programs, {
    clone: { image: nodeImages.clone, authorities: 'authorities', outbound },
  });
  const { names, credentials } = runtimes;
  const mainsOf = (launchId: string) => node.containers(names.session(launchId), 'main');
  const diskOf = (diskId: string) => node.disks.of(plane.namespace, names.disk(diskId));

  return {
    ...runtimes,
    processes: async (launchId) => (await mainsOf(launchId)).length,
    shutDown: ({ launchId }) => shutDown(runtimes.reader(), launchId),
    kill: async ({ launchId }: RunKey) => {
      for (const container of await mainsOf(launchId)) await node.kill(container);
    },
    startCrashing: async (spec) => {
      const runtime = runtimes.connect();
      await runtime.ensure({ ...spec, imageRun: { command: ['crash'] } });
      await runtime.close();
    },
    writeFile: async (diskId, name, text) => {
      const disk = await diskOf(diskId);
      if (disk === undefined) throw new Error(`There is no disk ${diskId}.`);
      await writeFile(join(disk, name), text);
    },
    readFile: async (diskId, name) => {
      const disk = await diskOf(diskId);
      return disk && readFile(join(disk, name), 'utf8').catch(() => undefined);
    },
    repositories: {
      good: { ...gitServer, url: `${gitServer.origin}/good.git` },
      missing: `${gitServer.origin}/missing.git`,
      private: privateRepository(privateServer, credentials),
      hold: () => gitServer.hold(),
    },
    close: async () => {
      await cluster.close();
      await Promise.all([gitServer.close(), privateServer.close()]);
    },
  };
}

async function shutDown(reader: SessionRuntimeReader, launchId: string): Promise<void> {
  const endpoint = await reader.endpoint(launchId);
  if (endpoint === undefined) throw new Error(`${launchId} is not ready.`);
  // It may be gone before it answers.
  await fetch(`${endpoint.origin}/api/shutdown`, { method: 'POST', headers: endpoint.headers }).catch(() => undefined);
}
