import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateGitServer } from '../../../../test/support/private-git-server.js';
import { startGitServer } from '../cloning/git-server.fixture.js';
import { GivenCredentials } from '../contract/given-credentials.fixture.js';
import { privateRepository, privateToken } from '../contract/private-repositories.fixture.js';
import type { RuntimeUnderTest } from '../contract/runtime-under-test.js';
import { storageDirectories } from '../contract/storage-directories.fixture.js';
import type { RunKey, RunSpec } from '../session-runtime.js';
import { unlessAbsent } from '../unless-absent.js';
import { readJson } from './atomic-file.js';
import { createLocalRuntime, type LocalRuntimeOptions } from './create-local-runtime.js';
import { createLocalRuntimeReader } from './create-local-runtime-reader.js';
import { DataDirectory } from './data-directory.js';
import { askToShutDown } from './main-connection.js';
import { isAlive, type ProcessIdentity } from './process-identity.js';

export interface LocalRuntimeUnderTest extends RuntimeUnderTest {
  readonly data: DataDirectory;
  /** The latest run's main process, whether it lives or not. */
  mainOf(run: RunKey): Promise<ProcessIdentity | undefined>;
}

/** Git servers of these tests are on this machine. */
export const outbound = { allowed: ['127.0.0.0/8'], ownStores: [] };

type Options = Pick<LocalRuntimeOptions, 'jupyter' | 'bubblewrap'>;

/** The local driver over a directory of its own, with a Git server to clone from where there is Git. */
export async function localRuntimeUnderTest(options: Options, canClone: boolean): Promise<LocalRuntimeUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-local-'));
  const data = new DataDirectory(join(directory, 'data'));
  const crashing = join(directory, 'jupyter-lab');
  await writeFile(crashing, '#!/bin/sh\necho "Something is wrong with line 1"\necho "Giving up" >&2\nexit 3\n');
  await chmod(crashing, 0o755);
  const servers = canClone ? await startServers() : undefined;
  const credentials = new GivenCredentials();
  const { storages, sources } = await storageDirectories(directory);
  const connectWith = (programs: Options) =>
    createLocalRuntime({
      ...{ dataDir: data.path, listensBeyondLoopback: false, outbound, credentials, storages: sources, graceMs: 3_000 },
      ...programs,
    });
  const mainOf = async ({ launchId, run }: RunKey) =>
    (await readJson(join(data.run(launchId, run).path, 'main.json'))) as ProcessIdentity | undefined;

  const reader = () => createLocalRuntimeReader({ dataDir: data.path, listensBeyondLoopback: false });
  /** Through JupyterLab. */
  const contents = async ({ launchId }: RunKey, path: string, init: RequestInit = {}) => {
    const { origin = '', headers = {} } = (await reader().endpoint(launchId)) ?? {};
    return fetch(`${origin}/api/contents/${path}`, { ...init, headers });
  };

  return {
    data,
    mainOf,
    connect: () => connectWith(options),
    reader,
    spec: (overrides) => specOf(overrides),
    processes: async (launchId) => {
      const mains = await Promise.all((await data.runsOf(launchId)).map(({ key }) => mainOf(key)));
      const living = await Promise.all(mains.map(async (main) => main !== undefined && isAlive(main)));
      return living.filter(Boolean).length;
    },
    shutDown: async ({ launchId, run }) => {
      const directoryOfRun = data.run(launchId, run);
      const [record, state] = [await directoryOfRun.record(), await directoryOfRun.state()];
      if (record === undefined || state?.status !== 'ready') throw new Error('It is not ready.');
      await askToShutDown({ port: state.port, token: record.token }, 5_000);
    },
    startCrashing: async (spec) => {
      const runtime = connectWith({ jupyter: crashing, bubblewrap: 'none' });
      await runtime.ensure(spec);
      await runtime.close();
    },
    kill: async (run) => {
      const main = await mainOf(run);
      if (main === undefined) throw new Error('It has no main process.');
      process.kill(main.pid, 'SIGKILL');
    },
    writeFile: (diskId, name, text) => writeFile(join(data.disk(diskId).work, name), text),
    readFile: (diskId, name) => unlessAbsent(readFile(join(data.disk(diskId).work, name), 'utf8')),
    loseDisk: (diskId) => rm(data.disk(diskId).path, { recursive: true }),
    ...(servers === undefined
      ? {}
      : {
          repositories: {
            good: { ...servers.open, url: `${servers.open.origin}/good.git` },
            missing: `${servers.open.origin}/missing.git`,
            private: privateRepository(servers.closed, credentials),
            hold: () => servers.open.hold(),
          },
        }),
    storages: {
      ...storages,
      read: async (run, path) => {
        const answer = await contents(run, path);
        return answer.ok ? ((await answer.json()) as { content: string }).content : undefined;
      },
      canWrite: async (run, path) => {
        const body = JSON.stringify({ type: 'file', format: 'text', content: 'new' });
        return (await contents(run, path, { method: 'PUT', body })).ok;
      },
    },
    close: async () => {
      await Promise.all([servers?.open.close(), servers?.closed.close()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function startServers() {
  return { open: await startGitServer(), closed: await startPrivateGitServer({ token: privateToken }) };
}

function specOf(overrides: Partial<RunSpec> = {}): RunSpec {
  return {
    launchId: `launch-${randomUUID()}`,
    run: 1,
    diskId: `disk-${randomUUID()}`,
    labels: { installation: 'spec', projectId: randomUUID(), sessionId: randomUUID(), userId: randomUUID() },
    epoch: 1n,
    image: { reference: 'registry.example.org/jupyter/python:1' },
    imageRun: {},
    repositories: [],
    storages: [],
    resources: {},
    ...overrides,
  };
}
