import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** In the environment of every process of a run: how they are found when all that was remembered is lost. */
export const runMarker = 'RENKU_SESSIONS_RUN';

export interface RunProcesses {
  /** The value of the marker: the run's directory. */
  readonly mark: string;
  /** The runner leads the group of the run. */
  readonly runnerPid: number | undefined;
}

/**
 * All living processes of a run but the caller. Linux: by the marker, so that children in sessions of their own (Jupyter
 * kernels) are found too. Elsewhere the environment of a process cannot be read reliably: by process group.
 */
export async function processesOf(run: RunProcesses): Promise<number[]> {
  const pids = process.platform === 'linux' ? await byMarker(run.mark) : await byGroup(run.runnerPid);
  return pids.filter((pid) => pid !== process.pid);
}

/** Signals every process of the run but the caller; returns how many there were. */
export async function signalProcessesOf(run: RunProcesses, signal: NodeJS.Signals): Promise<number> {
  const pids = await processesOf(run);
  for (const pid of pids) signalProcess(pid, signal);
  return pids.length;
}

/** Resolves when none is left: a process may have forked while it was looked for, so it is looked again. */
export async function killProcessesOf(run: RunProcesses): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if ((await signalProcessesOf(run, 'SIGKILL')) === 0) return;
    await delay(25);
  }
  throw new Error(`Processes of ${run.mark} cannot be killed: ${(await processesOf(run)).join(', ')}.`);
}

export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // ESRCH: it ended meanwhile.
  }
}

async function byMarker(mark: string): Promise<number[]> {
  const needle = `${runMarker}=${mark}`;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const marked = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(needle);
    }),
  );
  return pids.filter((_, index) => marked[index]).map(Number);
}

async function byGroup(leader: number | undefined): Promise<number[]> {
  if (leader === undefined) return [];
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,pgid='], { env: { PATH: '/bin:/usr/bin' } });
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows.flatMap(([pid, group]) => (group === leader && pid !== undefined ? [pid] : []));
}
