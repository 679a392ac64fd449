import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startPrivateGitServer } from '../../../../test/support/private-git-server.js';
import { startGitServer } from '../cloning/git-server.fixture.js';
import { GivenCredentials } from '../contract/given-credentials.fixture.js';
import { ObservedRuns } from '../contract/observed-runs.js';
import { privateRepository, privateToken } from '../contract/private-repositories.fixture.js';
import type { RuntimeUnderTest } from '../contract/runtime-under-test.js';
import { storageDirectories } from '../contract/storage-directories.fixture.js';
import type { RunKey, RunSpec, SessionRuntime } from '../session-runtime.js';
import { unlessAbsent } from '../unless-absent.js';
import { createDockerRuntime, type DockerRuntimeOptions } from './create-docker-runtime.js';
import { type DockerEngine, startDockerEngine } from './docker-engine.fixture.js';
import { DockerRuntimeReader } from './docker-runtime-reader.js';
import { ifFound } from './if-found.js';
import { InstallationScope } from './installation-scope.js';
import { labelName } from './object-labels.js';
import { SessionDisks } from './session-disks.js';

export interface DockerRuntimeUnderTest extends RuntimeUnderTest {
  readonly engine: DockerEngine;
  readonly scope: InstallationScope;
  connect(options?: Partial<DockerRuntimeOptions>): SessionRuntime;
  /** To so many bytes, none of which is on the machine's disk. */
  enlargeFile(diskId: string, name: string, bytes: number): Promise<void>;
  /** The image of test-image/, told what to be. */
  image(...mode: string[]): Pick<RunSpec, 'image' | 'imageRun'>;
}

const secret = 'a secret that is long enough for a test';

/** The Docker driver at an engine of its own, with a registry that it pulls from and a Git server to clone from. */
export async function dockerRuntimeUnderTest(timeoutMs: number): Promise<DockerRuntimeUnderTest> {
  const engine = await startDockerEngine();
  const { docker } = engine;
  const published = await publishTestImage(engine);
  const gitServer = await startGitServer();
  const privateServer = await startPrivateGitServer({ token: privateToken });
  const credentials = new GivenCredentials();
  const installation = randomUUID();
  const scope = new InstallationScope(installation);
  const outbound = { allowed: ['127.0.0.0/8'], ownStores: [] };
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-storages-'));
  const { storages, sources } = await storageDirectories(directory);
  const connect = (options: Partial<DockerRuntimeOptions> = {}) =>
    createDockerRuntime({
      ...{ docker, secret, outbound, credentials, storages: sources, graceMs: 3_000 },
      installation: () => Promise.resolve(installation),
      log: (event, fields) => console.warn(event, fields),
      ...options,
    });
  const reader = () => new DockerRuntimeReader(docker, secret);
  const ask = async ({ launchId }: RunKey, path: string) => {
    const { origin = '', headers = {} } = (await reader().endpoint(launchId)) ?? {};
    return fetch(`${origin}${path}`, { headers });
  };
  const pathOf = async (diskId: string, name: string): Promise<string | undefined> => {
    const { work } = new SessionDisks(docker, scope).volumesOf(diskId);
    const volume = await ifFound(docker.getVolume(work).inspect());
    return volume && join(volume.Mountpoint, name);
  };
  const image = (...mode: string[]) => ({
    image: published,
    imageRun: mode.length === 0 ? {} : { frontEnd: 'jupyter' as const, args: ['jupyter', ...mode] },
  });

  return {
    ...{ engine, scope, connect, reader, image },
    spec: (overrides) => ({ ...specOf(installation), ...image(), ...overrides }),
    processes: async (launchId) => {
      const label = [`${labelName('launch')}=${launchId}`, `${labelName('kind')}=session`];
      return (await docker.listContainers({ filters: { label } })).length;
    },
    shutDown: async ({ launchId }) => {
      const endpoint = await reader().endpoint(launchId);
      if (endpoint === undefined) throw new Error('It is not ready.');
      await fetch(`${endpoint.origin}/api/shutdown`, { method: 'POST', headers: endpoint.headers });
    },
    startCrashing: async (spec) => {
      const runtime = connect();
      const observed = new ObservedRuns(runtime, timeoutMs);
      await runtime.ensure({ ...spec, ...image('crash') });
      await observed.until(spec, 'failed');
      await observed.stop();
      await runtime.close();
    },
    kill: (run: RunKey) => docker.getContainer(scope.nameOfRun('session', run)).kill(),
    writeFile: async (diskId, name, text) => writeFile((await pathOf(diskId, name)) ?? '', text),
    enlargeFile: async (diskId, name, bytes) => truncate((await pathOf(diskId, name)) ?? '', bytes),
    readFile: async (diskId, name) => {
      const path = await pathOf(diskId, name);
      return path === undefined ? undefined : unlessAbsent(readFile(path, 'utf8'));
    },
    loseDisk: (diskId) => new SessionDisks(docker, scope).discard(diskId),
    repositories: {
      good: { ...gitServer, url: `${gitServer.origin}/good.git` },
      missing: `${gitServer.origin}/missing.git`,
      private: privateRepository(privateServer, credentials),
      hold: () => gitServer.hold(),
    },
    storages: {
      ...storages,
      read: async (run, path) => {
        const answer = await ask(run, `/file/work/${path}`);
        return answer.ok ? answer.text() : undefined;
      },
      canWrite: async (run, path) => (await ask(run, `/make/work/${path}`)).ok,
    },
    close: async () => {
      await Promise.all([gitServer.close(), privateServer.close()]);
      await engine.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function publishTestImage(engine: DockerEngine) {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-image-'));
  const source = fileURLToPath(new URL('test-image', import.meta.url));
  try {
    await copyFile(join(source, 'Dockerfile'), join(directory, 'Dockerfile'));
    // as many images have them, root's: a session's own are its user's all the same
    for (const path of ['work', 'home/session', 'opt/server'])
      await mkdir(join(directory, 'rootfs', path), { recursive: true });
    const output = join(directory, 'rootfs/bin/jupyter');
    const env = { ...process.env, CGO_ENABLED: '0' };
    await promisify(execFile)('go', ['build', '-ldflags', '-s -w', '-o', output, join(source, 'main.go')], { env });
    return await engine.publish(directory, 'sessions/jupyter:1');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function specOf(installation: string): Omit<RunSpec, 'image' | 'imageRun'> {
  return {
    ...{ launchId: `launch-${randomUUID()}`, run: 1, diskId: `disk-${randomUUID()}`, epoch: 1n },
    labels: { installation, projectId: randomUUID(), sessionId: randomUUID(), userId: randomUUID() },
    ...{ repositories: [], storages: [], resources: {} },
  };
}
