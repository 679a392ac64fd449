import type Docker from 'dockerode';
import type { ResolvedImageRun } from '#libs/image-registry';
import type { RunSpec } from '../session-runtime.js';
import type { ImageUser } from './image-user.js';

export interface ContainerPlan {
  readonly spec: RunSpec;
  readonly image: string;
  readonly run: ResolvedImageRun;
  readonly user: ImageUser;
  readonly labels: Record<string, string>;
  readonly network: string;
  readonly volumes: SessionVolumes;
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

/** A session as an engine is to make it: with no rights that a program which serves a person needs. */
export function containerOptions(plan: ContainerPlan): Docker.ContainerCreateOptions {
  const { run, user, labels, image, token } = plan;
  const port = `${run.port}/tcp`;
  return {
    Image: image,
    Labels: labels,
    User: `${user.uid}:${user.gid}`,
    WorkingDir: run.workingDir,
    ...(run.command === undefined ? {} : { Entrypoint: [...run.command] }),
    ...commandOf(plan),
    Env: [`HOME=${homeOf(user)}`, ...(run.frontEnd === 'jupyter' ? [`JUPYTER_TOKEN=${token}`] : [])],
    ExposedPorts: { [port]: {} },
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

/** What holds the disk while the session's files are looked at and put there. */
export function stagingOptions(
  image: string,
  { work, home }: SessionVolumes,
  labels: Record<string, string>,
): Docker.ContainerCreateOptions {
  return {
    Image: image,
    Labels: labels,
    Entrypoint: ['/renku-sessions/no-program'],
    HostConfig: { NetworkMode: 'none', Mounts: [mount(work, stagedAt.work), mount(home, stagedAt.home)] },
  };
}

/** A directory of the image's own system, or none, is no place for a person's files. */
export function homeOf({ home }: ImageUser): string {
  return home !== undefined && /^\/(home|root|Users|var\/lib|opt)(\/|$)/.test(home) ? home : '/home/session';
}

function mountsOf({ user, volumes }: Pick<ContainerPlan, 'user' | 'volumes'>): Docker.MountConfig {
  return [mount(volumes.work, '/work'), mount(volumes.home, homeOf(user))];
}

/** Whose the volume is, and what is in it, the image does not say. */
function mount(volume: string, target: string): Docker.MountSettings {
  const options = { NoCopy: true, Labels: {}, DriverConfig: { Name: 'local', Options: {} } };
  return { Type: 'volume', Source: volume, Target: target, VolumeOptions: options };
}

function commandOf({ run, user }: ContainerPlan): { Cmd?: string[] } {
  if (run.args !== undefined) return { Cmd: [...run.args] };
  if (run.frontEnd === 'http' || run.command !== undefined) return run.command === undefined ? {} : { Cmd: [] };
  return { Cmd: jupyter(run.port, user) };
}

/** As the local runtime starts it; the image's entry point, which prepares its environment, stays. */
function jupyter(port: number, { uid }: ImageUser): string[] {
  const settings = {
    'ServerApp.ip': '0.0.0.0',
    'ServerApp.port': String(port),
    'ServerApp.port_retries': '0',
    'ServerApp.base_url': '/',
    'ServerApp.root_dir': '/work',
    'ServerApp.allow_remote_access': 'True',
    'ServerApp.open_browser': 'False',
    'ServerApp.allow_root': uid === 0 ? 'True' : 'False',
    'LabApp.check_for_updates_class': 'jupyterlab.NeverCheckForUpdate',
    'LabApp.news_url': 'None',
  };
  return ['jupyter', 'lab', '--no-browser', ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)];
}

function rightsOf({ isRootWritable }: ContainerPlan): Docker.HostConfig {
  return {
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
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
