import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { until } from '../../../../test/support/until.js';
import { startGitServer } from '../cloning/git-server.fixture.js';
import { ObservedRuns } from '../contract/observed-runs.js';
import { jupyterLab } from '../local/has-program.fixture.js';
import { sessionRuntimeContract } from '../session-runtime.contract.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import { sessionToken } from '../session-token.js';
import { dockerCrashContract } from './docker-crash.contract.js';
import { whyNoEngine } from './docker-engine.fixture.js';
import { dockerJupyterContract } from './docker-jupyter.contract.js';
import { type DockerRuntimeUnderTest, dockerRuntimeUnderTest } from './docker-runtime.fixture.js';
import { DockerRuntimeReader } from './docker-runtime-reader.js';
import { dockerTroublesContract } from './docker-troubles.contract.js';
import { RunNotes } from './run-notes.js';
import { watchedEngine } from './watched-engine.fixture.js';

const timeoutMs = 60_000;
vi.setConfig({ testTimeout: timeoutMs, hookTimeout: timeoutMs });
const reason = whyNoEngine();
const jupyter = jupyterLab();
// one file, hence one after the other: engines of their own take the same networks from each other
const setup = () => dockerRuntimeUnderTest(timeoutMs);

if (reason === undefined) {
  sessionRuntimeContract('the Docker runtime at Podman', setup, {
    canClone: true,
    canMount: true,
    canArchive: true,
    timeoutMs,
  });
  describe('the Docker runtime', behaviour);
  describe('the Docker runtime after kill -9', () => dockerCrashContract(timeoutMs));
  describe('trouble with the engine', () => dockerTroublesContract(timeoutMs));
  if (jupyter !== undefined) describe('JupyterLab in a container', () => dockerJupyterContract(jupyter, 2 * timeoutMs));
} else {
  console.warn(`SKIPPED: the Docker runtime at Podman: ${reason}.`);
  test.skip('the Docker runtime at Podman', () => undefined);
}

function behaviour(): void {
  let under: DockerRuntimeUnderTest;
  let runtime: SessionRuntime;
  let observed: ObservedRuns;
  const used: RunSpec[] = [];

  beforeAll(async () => {
    under = await setup();
  });
  beforeEach(() => {
    runtime = under.connect();
    observed = new ObservedRuns(runtime, timeoutMs / 3);
  });
  afterEach(async () => {
    for (const run of await runtime.list()) {
      await runtime.end(run, 1n);
      await observed.until(run, 'gone');
    }
    for (const { diskId } of used.splice(0)) await runtime.discard(diskId, 1n);
    await observed.stop();
    await runtime.close();
  });
  afterAll(() => under.close());

  async function seen(spec: RunSpec, status: 'ready' | 'failed'): Promise<RunSpec> {
    used.push(spec);
    await runtime.ensure(spec);
    await observed.until(spec, status);
    return spec;
  }
  const ready = (overrides: Partial<RunSpec> = {}) => seen(under.spec(overrides), 'ready');
  const failed = async (overrides: Partial<RunSpec>) => observed.last(await seen(under.spec(overrides), 'failed'));
  async function get(spec: RunSpec, path: string): Promise<string> {
    const endpoint = await under.reader().endpoint(spec.launchId);
    if (endpoint === undefined) throw new Error('It has no endpoint.');
    return (await fetch(`${endpoint.origin}${path}`, { headers: endpoint.headers })).text();
  }
  /** The test image with these lines in its Dockerfile. */
  async function imageWith(...lines: readonly string[]): Promise<RunSpec['image']> {
    const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-image-'));
    await writeFile(join(directory, 'Dockerfile'), [`FROM ${under.image().image.reference}`, ...lines, ''].join('\n'));
    const image = await under.engine.publish(directory, 'sessions/variant:1');
    await rm(directory, { recursive: true });
    return image;
  }
  /** `address` is where it listens in its own network. */
  async function networkOf(spec: RunSpec): Promise<{ address: string; gateway: string }> {
    const container = under.engine.docker.getContainer(under.scope.nameOfRun('session', spec));
    const { NetworkSettings, Config } = await container.inspect();
    const [network] = Object.values(NetworkSettings.Networks);
    const [port = ''] = Object.keys(Config.ExposedPorts);
    return { address: `${network?.IPAddress ?? ''}:${port.split('/')[0] ?? ''}`, gateway: network?.Gateway ?? '' };
  }
  /** Everything at the engine, by name, but what it remembers for ever: also what an image made it make. */
  async function objects(): Promise<string[]> {
    const { docker } = under.engine;
    const containers = (await docker.listContainers({ all: true })).map(({ Names: [name = ''] }) => name.slice(1));
    const volumes = (await docker.listVolumes()).Volumes.map(({ Name }) => Name);
    const networks = (await docker.listNetworks()).map(({ Name }) => Name);
    return [...containers, ...volumes, ...networks].filter((name) => !name.includes('-epoch-')).sort();
  }

  test('says that images are used and limits enforced', () => {
    expect(under.reader().facts).toEqual({ name: 'docker', imageUsed: true, limitsEnforced: true });
  });

  test('runs as the image’s user, without rights', async () => {
    const spec = await ready();
    expect(await get(spec, '/')).toBe('uid 1000 home /home/session\n');
    expect(await get(spec, '/file/proc/self/status')).toMatch(/^CapEff:\s+0+$/m);
  });

  test('gives the user a /work and a home of their own, which outlive runs', async () => {
    const spec = await ready();
    for (const path of ['/work/notes', '/home/session/settings']) expect(await get(spec, `/make${path}`)).toBe('');
    expect(await get(spec, '/make/etc/passwd')).toContain('read-only file system');
    await runtime.end(spec, 1n);
    await observed.until(spec, 'gone');
    const next = { ...spec, run: 2 };
    await seen(next, 'ready');
    for (const path of ['/work/notes', '/home/session/settings'])
      expect(await get(next, `/file${path}`)).toBe('made\n');
  });

  test('leaves nothing of what read the files of a disk, whole or half, and reads nothing of its storages', async () => {
    const storages = [{ name: 'data', source: under.storages?.kept ?? '', readOnly: true }];
    const spec = await ready({ storages });
    await under.writeFile(spec.diskId, 'large', '');
    await under.enlargeFile(spec.diskId, 'large', 2 ** 30);
    await runtime.end(spec, 1n);
    await observed.until(spec, 'gone');
    const before = await objects();
    const half = await under.reader().archive?.(spec.diskId);
    half?.destroy();
    await until('it is removed', async () => isDeepStrictEqual(await objects(), before));
    await under.enlargeFile(spec.diskId, 'large', 0);
    const archive = await under.reader().archive?.(spec.diskId);
    if (archive === undefined) throw new Error('There is nothing to take.');
    expect(await text(archive)).not.toContain('hello');
    expect(await objects()).toEqual(before);
  });

  test('reads the files of a disk also where somebody removed the image of its session by force', async () => {
    const image = await imageWith('LABEL removed=soon');
    const spec = await ready({ image });
    await under.writeFile(spec.diskId, 'notes.txt', 'keep me');
    await runtime.end(spec, 1n);
    await observed.until(spec, 'gone');
    await under.engine.docker
      .getImage(`${image.reference.replace(/:1$/, '')}@${image.digest ?? ''}`)
      .remove({ force: true });
    const archive = await under.reader().archive?.(spec.diskId);
    expect(archive && (await text(archive))).toContain('keep me');
  });

  test('enforces the limit of memory, and says which it is also where the engine does not notice that it was reached', async () => {
    const end = await failed({ ...under.image('eat'), resources: { memory: 64 * 2 ** 20 } });
    expect(end).toMatchObject({
      reason: expect.stringMatching(/^(OUT_OF_MEMORY|KILLED)$/),
      message: expect.stringMatching(/64 MiB|limit of memory/),
    });
  });

  test.each([
    ['a program that is not there', { imageRun: { command: ['/nope'] } }, 'COMMAND_NOT_FOUND'],
    [
      'a program that ends at once',
      { imageRun: { frontEnd: 'jupyter', args: ['jupyter', 'leave'] } },
      'PROCESS_EXITED',
    ],
    ['a GPU', { resources: { gpu: 1 } }, 'NO_CAPACITY'],
  ] as const)('fails for %s', async (_, overrides, expected) => {
    const end = await failed(overrides as Partial<RunSpec>);
    expect(end).toMatchObject({ reason: expected });
  });

  test('fails for an image that is not there, and for a registry that does not answer', async () => {
    const { registry } = under.engine;
    const missing = `${registry}/sessions/missing:1`;
    const end = await failed({ image: { reference: missing } });
    expect(end).toMatchObject({ reason: 'IMAGE_NOT_FOUND', message: expect.stringContaining(missing) });
    const unreachable = await failed({ image: { reference: '127.0.0.1:1/sessions/missing:1' } });
    expect(unreachable).toMatchObject({ reason: 'REGISTRY_UNREACHABLE' });
  });

  test('remembers a failure that came before any container, and forgets it when it is ended', async () => {
    const spec = await seen(under.spec({ image: { reference: `${under.engine.registry}/missing:1` } }), 'failed');
    const other = under.connect();
    expect(await other.look(spec.launchId)).toEqual([observed.last(spec)]);
    await other.close();
    await runtime.end(spec, 1n);
    await observed.until(spec, 'gone');
    expect(await runtime.look(spec.launchId)).toEqual([]);
  });

  test('lets an image write to its own files only where it does not start otherwise, with a warning', async () => {
    const usual = await ready();
    expect(observed.last(usual)).toMatchObject({ warnings: [] });
    const { image, imageRun } = under.image('write');
    const writing = await ready({ image, imageRun: { ...imageRun, user: '0:0', port: 8080 } });
    expect(observed.last(writing)).toMatchObject({ warnings: [{ code: 'root-writable' }] });
  });

  test('starts where a user made a file of their repository too large to be read', async () => {
    const { good } = under.repositories ?? {};
    const spec = await ready({ repositories: [{ name: 'analysis', url: good?.url ?? '' }] });
    await runtime.end(spec, 1n);
    await observed.until(spec, 'gone');
    await under.enlargeFile(spec.diskId, 'analysis/.git/HEAD', 2 ** 43);
    const next = await seen({ ...spec, run: 2 }, 'ready');
    expect(observed.last(next)).toMatchObject({ commits: [] });
  });

  test('puts a repository there whatever bytes the names of its files are', async () => {
    const server = await startGitServer();
    const spec = await ready({ repositories: [{ name: 'analysis', url: await server.odd() }] });
    expect(await get(spec, '/file/work/analysis/caf%E9.txt')).toBe('odd\n');
    await server.close();
  });

  test('says so where somebody removed the container of a session, and also to a worker that comes later', async () => {
    const spec = await ready();
    await under.engine.docker.getContainer(under.scope.nameOfRun('session', spec)).remove({ force: true });
    const later = under.connect();
    expect(await later.look(spec.launchId)).toMatchObject([{ status: 'failed', reason: 'GONE' }]);
    await later.close();
  });

  test('has nothing run by the engine as the image says, and warns where the image would lose files', async () => {
    const image = await imageWith('VOLUME /work/data', 'HEALTHCHECK --interval=1s CMD ["jupyter", "leave"]');
    const spec = await ready({ image });
    expect(observed.last(spec)).toMatchObject({ warnings: [{ code: 'files-not-kept' }] });
    const { Config } = await under.engine.docker.getContainer(under.scope.nameOfRun('session', spec)).inspect();
    expect(Config.Healthcheck?.Test ?? ['NONE']).toEqual(['NONE']);
  });

  test('reaches no other session, and nothing that listens on this machine’s loopback', async () => {
    const [one, other] = [await ready(), await ready()];
    const listening = createServer().listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    const { address, gateway } = await networkOf(other);
    // what it would reach, were it there
    expect(await get(other, `/dial/${address}`)).toBe('connected\n');
    for (const unreachable of [address, `127.0.0.1:${port}`, `${gateway}:${port}`])
      expect(await get(one, `/dial/${unreachable}`)).toMatch(/refused|timeout|unreachable/);
    listening.close();
  });

  test('reaches a web server that knows no token', async () => {
    const spec = await ready({ imageRun: { command: ['jupyter', 'http'], port: 8080 } });
    expect(await under.reader().endpoint(spec.launchId)).toMatchObject({ headers: {}, landingPath: '/' });
    expect(await get(spec, '/')).toContain('uid 1000');
  });

  test('keeps what a run printed after its end, until its disk goes', async () => {
    const spec = await seen(under.spec(under.image('crash')), 'failed');
    await runtime.end(spec, 1n);
    await observed.until(spec, 'gone');
    expect(await under.reader().logs(spec.launchId, 2)).toContain('Something is wrong with line 1');
    await runtime.discard(spec.diskId, 1n);
    expect(await under.reader().logs(spec.launchId, 2)).toBe('');
  });

  test('leaves nothing once a run is ended and its disk discarded, nor of the volumes that its image declares', async () => {
    const { good } = under.repositories ?? {};
    const before = await objects();
    const spec = await ready({ repositories: [{ name: 'analysis', url: good?.url ?? '' }] });
    expect(await objects()).toContainEqual(expect.stringMatching(/^[0-9a-f]{64}$/)); // the image's volume
    await runtime.end(spec, 1n);
    await observed.until(spec, 'gone');
    await runtime.discard(spec.diskId, 1n);
    expect(await objects()).toEqual(before);
  });

  test('removes the network that an overtaken worker made for a run which was gone, and no other', async () => {
    const { scope, engine } = under;
    const [stays, ends] = [await ready(), await ready()];
    await runtime.end(ends, 1n);
    await observed.until(ends, 'gone');
    const [wanted, left] = [stays, ends].map(({ launchId }) => scope.name('network', launchId));
    const Labels = scope.labels({ kind: 'network', launch: ends.launchId });
    await engine.docker.createNetwork({ Name: left ?? '', Driver: 'bridge', Labels });
    await runtime.list();
    expect(await objects()).toContain(wanted);
    expect(await objects()).not.toContain(left);
  });

  test('asks the engine for as much, however many launches there are', async () => {
    const { docker, take } = watchedEngine(under.engine.docker);
    const acting = under.connect({ docker });
    const { epoch } = under.spec();
    const one = under.spec();
    const asked = async () => {
      await acting.end(one, epoch);
      await acting.look(one.launchId);
      await acting.discard(one.diskId, epoch);
      return take();
    };
    await asked();
    const alone = await asked();
    const others = Array.from({ length: 50 }, () => under.spec());
    const notes = new RunNotes(under.engine.docker, under.scope);
    for (const other of others) await notes.write('run', other, { disk: other.diskId, epoch: String(epoch) });
    expect(await asked()).toEqual(alone);
    for (const other of others) await notes.forget('run', other);
    await acting.close();
  });

  test('touches nothing of another installation at the same engine', async () => {
    const spec = await ready();
    const stranger = under.connect({ installation: () => Promise.resolve(randomUUID()) });
    expect(await stranger.list()).toEqual([]);
    expect(await stranger.look(spec.launchId)).toEqual([]);
    await stranger.end(spec, 9n);
    await stranger.discard(spec.diskId, 9n);
    await stranger.close();
    expect(await get(spec, '/')).toContain('uid');
  });

  test('tells the token of a session to nobody who can see its labels', async () => {
    const { launchId, run } = await ready();
    const labels = JSON.stringify(await under.engine.docker.listContainers());
    const [token = ''] = Object.values((await under.reader().endpoint(launchId))?.headers ?? {});
    expect(labels).not.toContain(token.replace('token ', ''));
    const wrong = new DockerRuntimeReader(under.engine.docker, 'another secret');
    const { origin = '', headers = {} } = (await wrong.endpoint(launchId)) ?? {};
    expect((await fetch(origin, { headers })).status).toBe(403);
    expect(sessionToken('secret', 'one', { launchId, run })).not.toBe(sessionToken('secret', 'two', { launchId, run }));
  });

  test('finds its runs again after the engine was away, and what ended meanwhile', async () => {
    const [stays, ends] = [await ready(), await ready()];
    await under.engine.stop();
    await under.engine.start();
    await under.kill(ends);
    await observed.until(ends, 'failed');
    expect(observed.last(stays)).toMatchObject({ status: 'ready' });
    expect(await get(stays, '/')).toContain('uid');
  });
}
