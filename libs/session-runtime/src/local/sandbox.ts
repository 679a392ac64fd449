import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { minimalEnvironment } from '../minimal-environment.js';
import type { StorageMount } from '../storages/plan-storages.js';
import { unlessAbsent } from '../unless-absent.js';
import { installPrefixes } from './front-end.js';

export interface SandboxMounts {
  readonly work: string;
  readonly home: string;
  readonly runtime: string;
}

/** Where the session sees its mounts. */
export const sandboxPaths: SandboxMounts = { work: '/work', home: '/home/session', runtime: '/run/session' };

/**
 * bwrap's arguments that give a command a real /work. Its root is empty but for the system's read-only programs, the
 * session's own directories and the command's install prefix, so neither the user's HOME nor what is `hidden` can be seen, also
 * where it lies in one of these. It is about paths and accidents, not a security boundary: the network and the user id are shared.
 */
export async function sandboxArguments(
  command: string,
  mounts: SandboxMounts,
  hidden: readonly string[],
  storages: readonly StorageMount<string>[] = [],
): Promise<string[]> {
  const prefixes = (await installPrefixes(command)).filter((prefix) => prefix !== '/');
  const covered = await placesOf([...hidden, homedir()], [...systemDirectories, ...prefixes]);
  const extra = prefixes.filter((prefix) => !isUnder(prefix, systemDirectories) || isUnder(prefix, covered));
  if (extra.some((prefix) => isUnder(prefix, ['/work']) || prefix === homedir())) {
    throw new Error(`${command} is installed where a session must not look, or where its own /work would cover it.`);
  }
  return [
    ...['--die-with-parent', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--cap-drop', 'ALL'],
    ...systemDirectories.flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    ...outsideIn([...covered.map((path) => ['--tmpfs', path]), ...extra.map((path) => ['--ro-bind', path, path])]),
    ...['--bind', mounts.work, sandboxPaths.work, '--bind', mounts.home, sandboxPaths.home],
    ...storages.flatMap(storageMount),
    ...['--bind', mounts.runtime, sandboxPaths.runtime, '--chdir', sandboxPaths.work, '--'],
  ];
}

/** One that was taken away just now is no reason not to start. */
function storageMount({ name, place, isWritable }: StorageMount<string>): string[] {
  return [isWritable ? '--bind-try' : '--ro-bind-try', place, `${sandboxPaths.work}/${name}`];
}

/** What is mounted later covers what was mounted before; a directory's path is shorter than of what is in it. */
function outsideIn(mounts: readonly string[][]): string[] {
  return mounts.toSorted((one, other) => (one.at(-1) ?? '').length - (other.at(-1) ?? '').length).flat();
}

/** Where, below directories that the session sees, it would find what is hidden: by whichever link they lead there. */
async function placesOf(hidden: readonly string[], visible: readonly string[]): Promise<string[]> {
  const places = new Set<string>();
  const targets = await Promise.all(hidden.map(targetOf));
  for (const directory of visible) {
    const target = await targetOf(directory);
    for (const path of targets) if (isUnder(path, [target])) places.add(`${directory}${path.slice(target.length)}`);
  }
  return [...places];
}

async function targetOf(path: string): Promise<string> {
  return (await unlessAbsent(realpath(path))) ?? path;
}

/**
 * Why the command does not really run in the sandbox, undefined when it does: bwrap may be installed and yet forbidden, e.g.
 * in a container. It takes seconds, so each pair is tried once in a process.
 */
export async function sandboxProblem(bubblewrap: string, command: string): Promise<string | undefined> {
  const pair = `${bubblewrap} ${command}`;
  const problem = tried.get(pair) ?? trySandbox(bubblewrap, command);
  tried.set(pair, problem);
  return problem;
}

const tried = new Map<string, Promise<string | undefined>>();

async function trySandbox(bubblewrap: string, command: string): Promise<string | undefined> {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-probe-'));
  try {
    const mounts = { work: directory, home: directory, runtime: directory };
    const probe = [...(await sandboxArguments(command, mounts, [])), command, '--version'];
    await promisify(execFile)(bubblewrap, probe, { env: minimalEnvironment({ HOME: '/work' }), timeout: 30_000 });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const systemDirectories = [
  ...['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/etc', '/opt', '/nix'],
  '/run/systemd/resolve',
];

function isUnder(path: string, directories: readonly string[]): boolean {
  return directories.some((directory) => path === directory || path.startsWith(`${directory}/`));
}
