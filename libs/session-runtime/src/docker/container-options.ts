import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import type Docker from 'dockerode';
import type { ResolvedImageRun } from '#libs/image-registry';
import { mainCommandOf } from '../main-command-of.js';
import type { RunSpec } from '../session-runtime.js';
import type { StorageMount } from '../storages/plan-storages.js';
import type { ImageUser } from './image-user.js';

export interface ContainerPlan {
  readonly spec: RunSpec;
  readonly image: string;
  readonly run: ResolvedImageRun;
  readonly user: ImageUser;
  readonly labels: Record<string, string>;
  readonly network: string;
  readonly volumes: SessionVolumes;
  readonly storages: readonly StorageMount<string>[];
  readonly token: string;
  readonly isRootWritable: boolean;
}

export interface SessionVolumes {
  /** At /work. */
  readonly work: string;
  /** At the user's home. */
  readonly home: string;
}

/** Threads count as well: a numerical library starts one a core, in each of a user's kernels. */
const maxProcesses = 4096;

/** Podman finds out that there is nothing to be run each time it would be. Nanoseconds. */
const DAY_NS = 24 * 3_600 * 1e9;

const noRights: Docker.HostConfig = { CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'] };

/** Enough for an engine to find out that there is no such program. */
const stagingLimits: Docker.HostConfig = {
  PidsLimit: 16,
  NanoCpus: 0.1e9,
  Memory: 64 * 2 ** 20,
  MemorySwap: 64 * 2 ** 20,
};

/** A session as an engine is to make it: with no rights that a program which serves a person needs. */
export function containerOptions(plan: ContainerPlan): Docker.ContainerCreateOptions {
  const { run, user, labels, image, token } = plan;
  const port = `${run.port}/tcp`;
  return {
    Image: image,
    Labels: labels,
    User: `${user.uid}:${user.gid}`,
    WorkingDir: run.workingDir,
    ...commandOf(plan),
    Env: [`HOME=${homeOf(user)}`, ...(run.frontEnd === 'jupyter' ? [`JUPYTER_TOKEN=${token}`] : [])],
    ExposedPorts: { [port]: {} },
    // the image's own would be run by the engine, as often as the image says, beyond the session's limits
    Healthcheck: { Test: ['NONE'], Interval: DAY_NS },
    HostConfig: {
      ...rightsOf(plan),
      ...limitsOf(plan.spec),
      Init: true,
      NetworkMode: plan.network,
      PortBindings: { [port]: [{ HostIp: '127.0.0.1', HostPort: '0' }] },
      Mounts: mountsOf(plan),
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m' } },
    },
  };
}

/** Where staging has the volumes: in no image there is anything at these paths, which an engine would copy or imitate. */
export const stagedAt = { work: '/renku-sessions/work', home: '/renku-sessions/home' } as const;

/**
 * What holds the disk while the session's files are looked at and put there. It is started, and is not to run: no image can have
 * a program at a path that nobody knew when it was made.
 */
export function stagingOptions(
  image: string,
  mounts: Docker.MountConfig,
  labels: Record<string, string>,
): Docker.ContainerCreateOptions {
  return {
    Image: image,
    Labels: labels,
    User: '65534:65534',
    Entrypoint: [`/${randomUUID()}`],
    Cmd: [],
    HostConfig: {
      ...noRights,
      ...stagingLimits,
      ReadonlyRootfs: true,
      NetworkMode: 'none',
      Mounts: mounts,
    },
  };
}

/** What holds a /work to be read. It is never started. */
export function readingOptions(
  image: string,
  work: string,
  labels: Record<string, string>,
): Docker.ContainerCreateOptions {
  return stagingOptions(image, [{ ...mount(work, stagedAt.work), ReadOnly: true }], labels);
}

export function stagedVolumes({ work, home }: SessionVolumes): Docker.MountConfig {
  return [mount(work, stagedAt.work), mount(home, stagedAt.home)];
}

/** A directory of the image's own system, or none, is no place for a person's files. */
export function homeOf(user: ImageUser): string {
  const home = posix.normalize(user.home ?? '/');
  return /^\/(home|root|Users|var\/lib|opt)(\/|$)/.test(home) ? home : '/home/session';
}

function mountsOf({ user, volumes, storages }: ContainerPlan): Docker.MountConfig {
  return [mount(volumes.work, '/work'), mount(volumes.home, homeOf(user)), ...storages.map(mountStorage)];
}

function mountStorage({ name, place, isWritable }: StorageMount<string>): Docker.MountSettings {
  return bind({ place, target: `/work/${name}`, isWritable });
}

interface Bind {
  /** A directory of the engine's machine. */
  readonly place: string;
  readonly target: string;
  readonly isWritable: boolean;
}

/** What its user may do there is for the directory's own rights to say. */
export function bind({ place, target, isWritable }: Bind): Docker.MountSettings {
  const BindOptions = { Propagation: 'rprivate' } as const;
  return { Type: 'bind', Source: place, Target: target, ReadOnly: !isWritable, BindOptions };
}

/** Whose the volume is, and what is in it, the image does not say. */
function mount(volume: string, target: string): Docker.MountSettings {
  const options = { NoCopy: true, Labels: {}, DriverConfig: { Name: 'local', Options: {} } };
  return { Type: 'volume', Source: volume, Target: target, VolumeOptions: options };
}

/** Where an entry point is named, the image's own command goes with the one it was made for. */
function commandOf({ run, user }: ContainerPlan): Pick<Docker.ContainerCreateOptions, 'Entrypoint' | 'Cmd'> {
  const { command, args } = mainCommandOf(run, user.uid === 0);
  if (command === undefined) return args === undefined ? {} : { Cmd: [...args] };
  return { Entrypoint: [...command], Cmd: [...(args ?? [])] };
}

function rightsOf({ isRootWritable }: ContainerPlan): Docker.HostConfig {
  return {
    ...noRights,
    ReadonlyRootfs: !isRootWritable,
    Tmpfs: {
      '/tmp': 'rw,exec,mode=1777',
      ...(isRootWritable ? {} : { '/run': 'rw,mode=1777', '/var/tmp': 'rw,mode=1777' }),
    },
  };
}

function limitsOf({ resources: { cpu, memory } }: RunSpec): Docker.HostConfig {
  return {
    PidsLimit: maxProcesses,
    ...(cpu === undefined ? {} : { NanoCpus: Math.round(cpu * 1e9) }),
    // no swap beside it: a session that reaches its limit is ended instead of slowing the machine down
    ...(memory === undefined ? {} : { Memory: memory, MemorySwap: memory }),
  };
}
