import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir } from 'node:fs/promises';
import { delimiter, dirname } from 'node:path';
import { programPath } from '#libs/package';
import { jupyterArguments } from '../../jupyter-command.js';
import { minimalEnvironment, systemPath } from '../../minimal-environment.js';
import type { DataDirectory } from '../data-directory.js';
import { findExecutable } from '../front-end.js';
import type { RunDirectory } from '../run-directory.js';
import { runMarker } from '../run-processes.js';
import type { RunRecord } from '../run-record.js';
import { type SandboxMounts, sandboxArguments, sandboxPaths } from '../sandbox.js';
import type { OutputLog } from './output-log.js';

export interface MainProcess {
  readonly pid: number;
  readonly exit: Promise<Exit>;
}

export interface Exit {
  readonly code: number | undefined;
  readonly signal: string | undefined;
}

/** Starts what serves the session. Its output goes to the log; it never sees our environment. */
export async function startMain(
  data: DataDirectory,
  directory: RunDirectory,
  record: RunRecord,
  log: OutputLog,
): Promise<MainProcess> {
  const { work, home } = data.disk(record.spec.diskId);
  const mounts = { work, home, runtime: directory.runtimeDirectory };
  await mkdir(mounts.runtime, { recursive: true, mode: 0o700 });
  await chmod(mounts.runtime, 0o700);
  const { command, args, env } = await programOf(record, mounts, data.path);
  const child = spawn(command, args, {
    cwd: work,
    env: { ...env, [runMarker]: directory.path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = exitOf(child);
  exit.catch(() => undefined); // When it cannot even be spawned, that is what is thrown below.
  child.stdout.on('data', (chunk: Buffer) => log.write(chunk));
  child.stderr.on('data', (chunk: Buffer) => log.write(chunk));
  await once(child, 'spawn');
  return { pid: child.pid as number, exit };
}

async function exitOf(child: ChildProcess): Promise<Exit> {
  // Not 'close': a kernel that outlives its server holds the pipes open.
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return { code: code ?? undefined, signal: signal ?? undefined };
}

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

async function programOf(record: RunRecord, mounts: SandboxMounts, dataPath: string): Promise<Program> {
  const { frontEnd } = record;
  if (frontEnd.kind === 'file-view') return fileView(record, mounts);
  if (findExecutable(frontEnd.command) === undefined) {
    throw new Error(`${frontEnd.command} is no program that can be run any more: install JupyterLab again.`);
  }
  if (frontEnd.bubblewrap === undefined) return jupyter(frontEnd.command, record, mounts);
  const { command, args, env } = jupyter(frontEnd.command, record, sandboxPaths);
  const hidden = [dataPath, ...(record.hidden ?? [])];
  const sandbox = await sandboxArguments(command, mounts, hidden, record.storages?.mounts);
  return { command: frontEnd.bubblewrap, args: [...sandbox, command, ...args], env };
}

function fileView(record: RunRecord, { work, home, runtime }: SandboxMounts): Program {
  return {
    command: process.execPath,
    args: [programPath('file-view')],
    env: minimalEnvironment({
      HOME: home,
      FILE_VIEW_ROOT: work,
      FILE_VIEW_RUNTIME: runtime,
      FILE_VIEW_TOKEN: record.token,
    }),
  };
}

function jupyter(command: string, record: RunRecord, { work, home, runtime }: SandboxMounts): Program {
  // The kernel of a container is root; there Jupyter would refuse to start.
  const isRoot = process.getuid?.() === 0;
  return {
    command,
    args: jupyterArguments({ ip: '127.0.0.1', port: 0, root: work, isRoot }),
    env: minimalEnvironment({
      PATH: [dirname(command), systemPath].join(delimiter),
      HOME: home,
      SHELL: '/bin/sh',
      TERM: 'xterm-256color',
      JUPYTER_TOKEN: record.token,
      JUPYTER_RUNTIME_DIR: runtime,
    }),
  };
}
