import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import { pack } from 'tar-fs';
import { freePort } from '../../../../test/support/free-port.js';

/** A container engine and an image registry of a test's own. */
export interface DockerEngine {
  readonly docker: Docker;
  /** e.g. `unix:///tmp/…/podman.sock` */
  readonly address: string;
  /** `host:port` */
  readonly registry: string;
  /** As a crash and a restart of the engine; its containers go on. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Builds a directory with its Dockerfile, pushes it, forgets it, and answers its digest. */
  publish(directory: string, name: string): Promise<{ readonly reference: string; readonly digest: string }>;
  close(): Promise<void>;
}

/** Why there is to be none, undefined where there can. To be asked where tests are declared, hence not awaited. */
export function whyNoEngine(): string | undefined {
  if (process.env['REAL_SERVERS'] !== 'true') return 'REAL_SERVERS=true asks for it';
  if (process.getuid?.() !== 0) return 'podman is run by root alone here';
  const missing = [
    ['podman', '--version'],
    ['runc', '--version'],
    ['docker-registry', '--version'],
    ['go', 'version'],
  ].filter(([command = '', argument = '']) => spawnSync(command, [argument], { stdio: 'ignore' }).status !== 0);
  return missing.length === 0 ? undefined : `there is no ${missing.map(([command]) => command).join(', no ')} here`;
}

export async function startDockerEngine(): Promise<DockerEngine> {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-podman-'));
  const registry = `127.0.0.1:${await freePort()}`;
  await configure(directory, registry);
  const registryProcess = spawn('docker-registry', ['serve', join(directory, 'registry.yml')], { stdio: 'ignore' });
  const socketPath = join(directory, 'podman.sock');
  const docker = new Docker({ socketPath });
  let service: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    service = spawn('podman', [...rootsIn(directory), 'system', 'service', '--time=0', `unix://${socketPath}`], {
      // where its monitor of containers leaves a file for each that used up its memory
      cwd: directory,
      env: environmentIn(directory),
      stdio: 'ignore',
    });
    await until(() => docker.ping(), 'podman');
  };
  const stop = () => ended(service);
  await start();
  await until(() => fetch(`http://${registry}/v2/`), 'the registry');
  return {
    ...{ docker, registry, start, stop },
    address: `unix://${socketPath}`,
    publish: (from, name) => publish(docker, from, `${registry}/${name}`),
    close: async () => {
      try {
        await removeAll(docker);
      } finally {
        await stop();
        await ended(registryProcess);
        await promisify(execFile)('umount', [join(directory, 'root/overlay')]).catch(() => undefined);
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

const rootsIn = (directory: string): string[] => [
  ...['--root', join(directory, 'root'), '--runroot', join(directory, 'run'), '--tmpdir', join(directory, 'tmp')],
];

const environmentIn = (directory: string) => ({
  ...process.env,
  CONTAINERS_CONF: join(directory, 'containers.conf'),
  CONTAINERS_REGISTRIES_CONF: join(directory, 'registries.conf'),
});

/** What podman needs on a machine without systemd, and nothing of the machine's own configuration. */
async function configure(directory: string, registry: string): Promise<void> {
  await mkdir(join(directory, 'networks'));
  const write = (name: string, lines: readonly string[]) => writeFile(join(directory, name), `${lines.join('\n')}\n`);
  await write('containers.conf', [
    ...['[containers]', 'default_ulimits=["nofile=1024:1024","nproc=1000:1000"]', 'log_driver="k8s-file"'],
    ...['[engine]', 'runtime="runc"', 'cgroup_manager="cgroupfs"', 'events_logger="file"'],
    ...['[network]', `network_config_dir="${join(directory, 'networks')}"`],
  ]);
  await write('registries.conf', ['[[registry]]', `location="${registry}"`, 'insecure=true']);
  await write('registry.yml', [
    'version: 0.1',
    `storage: {filesystem: {rootdirectory: ${join(directory, 'registry')}}}`,
    `http: {addr: "${registry}"}`,
  ]);
}

async function publish(docker: Docker, directory: string, reference: string) {
  await finished(await docker.buildImage(pack(directory), { t: reference }));
  await finished(await docker.getImage(reference).push({}));
  const digest = await digestOf(reference);
  await docker.getImage(reference).remove({ force: true });
  return { reference, digest };
}

async function digestOf(reference: string): Promise<string> {
  const [, host = '', path = '', tag = ''] = /^([^/]+)\/(.+):([^:]+)$/.exec(reference) ?? [];
  const accept = 'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json';
  const { headers } = await fetch(`http://${host}/v2/${path}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { accept },
  });
  const digest = headers.get('docker-content-digest');
  if (digest === null) throw new Error(`${reference} was not pushed.`);
  return digest;
}

async function finished(stream: NodeJS.ReadableStream): Promise<void> {
  const said = await text(stream);
  if (/"error"/.test(said)) throw new Error(said);
}

/** Networks are links and rules of this machine, containers are mounts: they outlive the engine. */
async function removeAll(docker: Docker): Promise<void> {
  for (const { Id } of await docker.listContainers({ all: true }))
    await docker.getContainer(Id).remove({ force: true });
  for (const { Name } of await docker.listNetworks())
    if (Name.startsWith('renku-')) await docker.getNetwork(Name).remove();
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

async function until(attempt: () => Promise<unknown>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`${what} did not start.`, { cause: error });
      await delay(50);
    }
  }
}
