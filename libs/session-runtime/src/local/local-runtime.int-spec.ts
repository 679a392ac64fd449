import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startPrivateGitServer } from '../../../../test/support/private-git-server.js';
import { serverCertificate } from '../../../../test/support/server-certificate.js';
import { type GitServer, startGitServer } from '../cloning/git-server.fixture.js';
import { ObservedRuns } from '../contract/observed-runs.js';
import type { Observed, RunSpec, RunWarning, SessionRuntime } from '../session-runtime.js';
import { StaleEpochError } from '../stale-epoch-error.js';
import { createLocalRuntime } from './create-local-runtime.js';
import { createLocalRuntimeReader } from './create-local-runtime-reader.js';
import { hasProgram } from './has-program.fixture.js';
import { type LocalRuntimeUnderTest, localRuntimeUnderTest, outbound } from './local-runtime.fixture.js';
import { identityOf } from './process-identity.js';
import { processesOf } from './run-processes.js';
import type { RunRecord } from './run-record.js';

/** For another process: what tsc made of a file of this folder. */
const compiled = (name: string): string =>
  new URL(`../../../../dist/libs/session-runtime/src/local/${name}.js`, import.meta.url).href;

const whenGit = hasProgram('git') ? test : test.skip;

describe('the local runtime', () => {
  let under: LocalRuntimeUnderTest;
  let runtime: SessionRuntime;
  let observed: ObservedRuns;

  beforeAll(async () => {
    under = await localRuntimeUnderTest({ jupyter: 'none' }, false);
  });
  beforeEach(() => connect(under.connect()));
  afterEach(async () => {
    for (const run of await runtime.list()) {
      await runtime.end(run, 1n);
      await observed.until(run, 'gone');
    }
    await disconnect();
  });
  afterAll(() => under.close());

  function connect(instance: SessionRuntime): void {
    runtime = instance;
    observed = new ObservedRuns(runtime, 15_000);
  }
  async function disconnect(): Promise<void> {
    await observed.stop();
    await runtime.close();
  }
  async function ready(spec: RunSpec = under.spec()): Promise<RunSpec> {
    await runtime.ensure(spec);
    await observed.until(spec, 'ready');
    return spec;
  }
  const directoryOf = ({ launchId, run }: RunSpec) => under.data.run(launchId, run);
  async function everyProcessOf(spec: RunSpec): Promise<number[]> {
    const directory = directoryOf(spec);
    return processesOf({ mark: directory.path, runnerPid: (await directory.runner())?.pid });
  }

  describe('is honest', () => {
    test('about what it does not do', () => {
      expect(under.reader().facts).toEqual({ name: 'local', imageUsed: false, limitsEnforced: false });
    });

    test('in a warning of each run and in its log', async () => {
      const spec = await ready();
      const { image } = spec;
      expect(observed.last(spec)).toMatchObject({
        warnings: [{ code: 'image-not-used', message: expect.stringContaining(image.reference) }],
      });
      expect(await under.reader().logs(spec.launchId, 100)).toContain(under.data.disk(spec.diskId).work);
    });

    test('about storages, which it does not mount', async () => {
      const storages = [{ name: 'flights', source: 'archive', readOnly: true }];
      const spec = await ready(under.spec({ storages }));
      expect(observed.last(spec)).toMatchObject({
        warnings: [
          { code: 'image-not-used' },
          { code: 'storage-unavailable', message: expect.stringContaining('/work/flights') },
        ],
      });
    });

    test('and refuses to serve others than the one who started it', () => {
      const [dataDir, before] = [under.data.path, process.env['NODE_ENV']];
      const all = [createLocalRuntime, createLocalRuntimeReader];
      for (const create of all)
        expect(() => create({ dataDir, outbound, listensBeyondLoopback: true })).toThrow(/HOST=127\.0\.0\.1/);
      process.env['NODE_ENV'] = 'production';
      try {
        for (const create of all)
          expect(() => create({ dataDir, outbound, listensBeyondLoopback: false })).toThrow(/Start without NODE_ENV/);
      } finally {
        process.env['NODE_ENV'] = before;
      }
    });
  });

  describe('a jupyter-lab that was named', () => {
    test.each([
      ['does not exist', '/nonexistent/jupyter-lab'],
      ['is a directory', tmpdir()],
      ['is on no PATH', 'no-such-jupyter-lab'],
      ['cannot be executed', fileURLToPath(import.meta.url)],
    ])('and %s is refused at once, saying what to do', (_, jupyter) => {
      const options = { dataDir: under.data.path, listensBeyondLoopback: false, outbound, jupyter };
      expect(() => createLocalRuntime(options)).toThrow(/JUPYTER_LAB=.* is no program.*whole path.*none/);
    });

    test.each(['before the first launch', 'after a launch'])('and vanishes %s fails the next one', async (when) => {
      await disconnect();
      const jupyter = join(under.data.path, '..', 'vanishing-jupyter-lab');
      await writeFile(jupyter, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
      const options = { dataDir: under.data.path, listensBeyondLoopback: false, outbound, jupyter, bubblewrap: 'none' };
      connect(createLocalRuntime(options));
      if (when === 'after a launch') await failed('PROCESS_EXITED');
      await rm(jupyter);
      expect(await failed('MISCONFIGURED')).toContain(jupyter);
    });

    async function failed(reason: string): Promise<string> {
      const spec = under.spec();
      await runtime.ensure(spec);
      await observed.until(spec, 'failed');
      const state = observed.last(spec) as Extract<Observed, { status: 'failed' }>;
      expect(state.reason).toBe(reason);
      return state.message;
    }
  });

  describe('converges', () => {
    test('when whoever accepted a run crashed before its runner started', async () => {
      const spec = under.spec();
      await directoryOf(spec).create(recordOf(spec));
      expect(await runtime.list()).toMatchObject([{ status: 'starting' }]);
      await ready(spec);
      expect(await under.processes(spec.launchId)).toBe(1);
    });

    test('when the runner was killed: what it left is killed too, and the run has failed', async () => {
      const spec = await ready();
      process.kill((await directoryOf(spec).runner())!.pid, 'SIGKILL');
      await observed.until(spec, 'failed');
      expect(observed.last(spec)).toMatchObject({ reason: 'GONE' });
      expect(await everyProcessOf(spec)).toEqual([]);
    });

    test('when another process has the pid that the runner had', async () => {
      const spec = under.spec();
      await directoryOf(spec).create(recordOf(spec));
      await directoryOf(spec).claim({ pid: process.pid, started: 'long ago' });
      await observed.until(spec, 'failed');
      await runtime.end(spec, 1n); // Were the start not compared, this would end the test's own process.
      await observed.until(spec, 'gone');
    });

    test('when it crashed in the middle of forgetting and discarding', async () => {
      const spec = await ready();
      await runtime.end(spec, 1n);
      await observed.until(spec, 'gone');
      const { path } = under.data.disk(spec.diskId);
      await rename(path, join(path, '..', '.discarded-x'));
      await disconnect();
      connect(under.connect());
      await runtime.ensure(spec); // After its own sweep.
      expect(await readdir(join(path, '..'))).not.toContain('.discarded-x');
      await observed.until(spec, 'ready');
    });

    test('when the backend is killed at any moment of a start: one process, or one after the next ensure', async () => {
      for (const afterMs of [60, 90, 120, 150, 200, 260]) {
        const spec = under.spec();
        await killedBackend(spec, afterMs);
        await ready(spec);
        expect(await under.processes(spec.launchId)).toBe(1);
        // The runner and the file view.
        expect(await everyProcessOf(spec)).toHaveLength(2);
      }
    });

    const recordOf = ({ epoch, ...spec }: RunSpec): RunRecord => ({
      spec,
      epoch: String(epoch),
      token: 't',
      frontEnd: { kind: 'file-view' },
      cloneTimeoutMs: 1_000,
      graceMs: 1_000,
    });

    async function killedBackend({ epoch, ...spec }: RunSpec, afterMs: number): Promise<void> {
      const entryPoint = compiled('create-local-runtime');
      const options = { dataDir: under.data.path, listensBeyondLoopback: false, outbound, jupyter: 'none' };
      const code = `import { createLocalRuntime } from ${JSON.stringify(entryPoint)};
        await createLocalRuntime(${JSON.stringify(options)}).ensure({ ...${JSON.stringify(spec)}, epoch: ${String(epoch)}n });`;
      const backend = spawn(process.execPath, ['--input-type=module', '--eval', code], {
        stdio: 'ignore',
        timeout: afterMs,
        killSignal: 'SIGKILL',
      });
      await once(backend, 'exit');
    }
  });

  test('looks into no directory of a launch that rests, and still knows its logs', async () => {
    const spec = await ready();
    await runtime.end(spec, 1n);
    await observed.until(spec, 'gone');
    expect(await readdir(under.data.sessions)).not.toContain(spec.launchId);
    expect(await under.reader().logs(spec.launchId, 100)).toMatch(/\w/);
    await ready({ ...spec, run: 2 });
  });

  test('is read by another process, also while no driver runs', async () => {
    const spec = await ready();
    await disconnect();
    const entryPoint = compiled('create-local-runtime-reader');
    const options = { dataDir: under.data.path, listensBeyondLoopback: false };
    const code = `import { createLocalRuntimeReader } from ${JSON.stringify(entryPoint)};
      const reader = createLocalRuntimeReader(${JSON.stringify(options)});
      const { origin, landingPath, headers } = await reader.endpoint(${JSON.stringify(spec.launchId)});
      process.stdout.write(String((await fetch(new URL(landingPath, origin), { headers })).status));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code]);
    expect(stdout).toBe('200');
    connect(under.connect());
    await observed.until(spec, 'ready');
  });

  describe('a disk that is out of reach already', () => {
    const discarding = (spec: RunSpec, isAllowed: () => Promise<void>) =>
      under.data.discardDisk(spec.diskId, isAllowed).catch(() => 'refused');

    test('comes back when it may not be discarded after all', async () => {
      const spec = await ready();
      await under.writeFile(spec.diskId, 'notes.txt', 'keep me');
      const refuse = () => Promise.reject(new StaleEpochError(1n, 2n));
      expect(await discarding(spec, refuse)).toBe('refused');
      expect(await under.readFile(spec.diskId, 'notes.txt')).toBe('keep me');
    });
  });

  test('goes on with the others when the files of one run are damaged', async () => {
    const [damaged, sound] = [under.spec(), under.spec()];
    const directory = directoryOf(damaged);
    await mkdir(directory.path, { recursive: true });
    await writeFile(join(directory.path, 'launch.json'), '{"spec":');
    await ready(sound);
    expect(await runtime.list()).toMatchObject([{ launchId: sound.launchId }]);
    await directory.forget();
  });

  describe('a damaged record', () => {
    const damage = (spec: RunSpec) => writeFile(join(directoryOf(spec).path, 'launch.json'), '');

    test('does not keep the next run of its launch from starting, and its processes are ended', async () => {
      const spec = await ready();
      const { path } = directoryOf(spec);
      await damage(spec);
      await ready({ ...spec, run: 2 });
      expect(await processesOf({ mark: path, runnerPid: undefined })).toEqual([]);
      expect(await directoryOf(spec).record()).toBeUndefined();
    });

    test('keeps no disk from being discarded, not even its own', async () => {
      const [spec, other] = [await ready(), under.spec()];
      await damage(spec);
      await runtime.discard(other.diskId, 1n);
      expect(await everyProcessOf(spec)).not.toEqual([]);
      await runtime.discard(spec.diskId, 1n);
      expect(await everyProcessOf(spec)).toEqual([]);
      expect(await readdir(join(under.data.path, 'disks'))).not.toContain(spec.diskId);
    });

    test('can be ended', async () => {
      const spec = await ready();
      await damage(spec);
      await runtime.end(spec, 1n);
      await observed.until(spec, 'gone');
      expect(await everyProcessOf(spec)).toEqual([]);
    });
  });

  test('fails a run whose disk cannot be used, and leaves what is there', async () => {
    const spec = under.spec();
    const { path, work } = under.data.disk(spec.diskId);
    await mkdir(path, { recursive: true });
    await writeFile(work, 'not a directory');
    await runtime.ensure(spec);
    await observed.until(spec, 'failed');
    expect(observed.last(spec)).toMatchObject({ reason: 'WORK_UNAVAILABLE' });
  });

  test('kills what does not end within its grace', async () => {
    await disconnect();
    const options = { dataDir: under.data.path, listensBeyondLoopback: false, outbound, jupyter: 'none', graceMs: 300 };
    connect(createLocalRuntime(options));
    const spec = await ready();
    const main = (await under.mainOf(spec))!;
    process.kill(main.pid, 'SIGSTOP');
    await runtime.end(spec, 1n);
    await observed.until(spec, 'gone');
    expect(await identityOf(main.pid)).toBeUndefined();
  });

  test.each(['../../etc', '', '.hidden', 'a/b'])('refuses the id %j, which would become a path', async (id) => {
    await expect(runtime.ensure(under.spec({ launchId: id }))).rejects.toThrow('launchId');
    await expect(runtime.ensure(under.spec({ diskId: id }))).rejects.toThrow('diskId');
    await expect(runtime.discard(id, 1n)).rejects.toThrow('diskId');
    const repositories = [{ name: id, url: 'https://git.example.org/x' }];
    await expect(runtime.ensure(under.spec({ repositories }))).rejects.toThrow('/work');
  });

  describe('clones', () => {
    let git: GitServer;
    beforeAll(async () => {
      if (hasProgram('git')) git = await startGitServer();
    });
    afterAll(async () => {
      if (hasProgram('git')) await git.close();
    });
    const one = (url: string) => under.spec({ repositories: [{ name: 'analysis', url }] });
    const cloneWarning = (spec: RunSpec, wanted: RunWarning['code'] = 'clone-failed') => {
      const state = observed.last(spec);
      const warnings = state?.status === 'ready' ? state.warnings : [];
      return warnings.find(({ code }) => code === wanted)?.message;
    };

    whenGit('without asking anybody for a password', async () => {
      const spec = await ready(one(`${git.origin}/private.git`));
      expect(cloneWarning(spec, 'repository-needs-connection')).toMatch(/asks for a password.*Connect/);
    });

    whenGit('nothing from this computer itself', async () => {
      const spec = await ready(one(`file://${under.data.path}`));
      expect(cloneWarning(spec)).toMatch(/not an http or https address/);
    });

    whenGit('from a host that its worker believes, by an authority that Node alone knows', async () => {
      const { authority, ...tls } = await serverCertificate({ type: 'ip', value: '127.0.0.1' });
      const guarded = await startPrivateGitServer({ token: 'canary', tls });
      const file = join(under.data.path, 'authorities.crt');
      await writeFile(file, authority);
      vi.stubEnv('NODE_EXTRA_CA_CERTS', file);
      try {
        const spec = await ready(one(guarded.publicUrl));
        expect(observed.last(spec)).toMatchObject({ commits: [{ commit: guarded.commit }] });
      } finally {
        vi.unstubAllEnvs();
        await guarded.close();
      }
    });

    whenGit('for a limited time, leaving nothing half', async () => {
      await disconnect();
      const options = {
        dataDir: under.data.path,
        listensBeyondLoopback: false,
        outbound,
        jupyter: 'none',
        cloneTimeoutMs: 300,
      };
      connect(createLocalRuntime(options));
      const spec = await ready(one(git.hold().url));
      expect(cloneWarning(spec)).toMatch(/not finished/);
      expect(await readdir(under.data.disk(spec.diskId).work)).toEqual([]);
    });

    test('nothing without Git, and says to install it', async () => {
      await disconnect();
      const options = {
        dataDir: under.data.path,
        listensBeyondLoopback: false,
        outbound,
        jupyter: 'none',
        git: '/nonexistent/git',
      };
      connect(createLocalRuntime(options));
      const spec = await ready(one('https://git.example.org/x'));
      expect(cloneWarning(spec)).toMatch(/Install Git/);
    });
  });
});
