import type { Observed } from '../session-runtime.js';
import { isAlive, type ProcessIdentity } from './process-identity.js';
import type { RunDirectory } from './run-directory.js';
import { killProcessesOf, signalProcess } from './run-processes.js';
import { hasEnded, type RunState } from './run-record.js';

/** Beyond the grace period, for a runner that does not end its run itself. */
const forceAfterMs = 15_000;

/**
 * What is true of a run now, undefined when it does not exist. Completes on the way what a crash has left undone: a run
 * without its runner is over, whatever is left of it is killed; a run that is to end is ended and then forgotten.
 */
export async function tendRun(directory: RunDirectory): Promise<Observed | undefined> {
  const record = await directory.record();
  if (record === undefined) return undefined;
  const endRequestedAt = await directory.endRequestedAt();
  const runner = await directory.runner();
  const living = runner !== undefined && (await isAlive(runner)) ? runner : undefined;
  if (endRequestedAt !== undefined) {
    return tendEnding(directory, living, endRequestedAt + record.graceMs + forceAfterMs);
  }
  if (runner !== undefined && living === undefined) return tendWithoutRunner(directory);
  // Without a runner yet: accepted, and if whoever accepted it crashed, the next `ensure` starts one.
  return { ...directory.key, ...observedOf(await directory.state()) };
}

/** Makes sure that somebody is at work on the requested end. */
async function tendEnding(
  directory: RunDirectory,
  runner: ProcessIdentity | undefined,
  deadline: number,
): Promise<Observed | undefined> {
  if (runner === undefined) {
    await killLeftOver(directory);
    await directory.forget();
    return undefined;
  }
  signalProcess(runner.pid, Date.now() > deadline ? 'SIGKILL' : 'SIGTERM');
  return { ...directory.key, status: 'starting', phase: 'stopping', warnings: [] };
}

async function tendWithoutRunner(directory: RunDirectory): Promise<Observed> {
  const state = await directory.state();
  if (hasEnded(state)) return { ...directory.key, ...observedOf(state) };
  await killLeftOver(directory);
  const gone = { status: 'failed', reason: 'GONE', message: 'Its processes vanished without a trace.' } as const;
  await directory.setState(gone);
  return { ...directory.key, ...gone };
}

async function killLeftOver(directory: RunDirectory): Promise<void> {
  await killProcessesOf({ mark: directory.path, runnerPid: (await directory.runner())?.pid });
}

type Status = {
  [S in Observed['status']]: Omit<Extract<Observed, { status: S }>, 'launchId' | 'run'>;
}[Observed['status']];

function observedOf(state: RunState | undefined): Status {
  if (state === undefined) return { status: 'starting', phase: 'scheduling', warnings: [] };
  if (state.status === 'ended') return { status: 'starting', phase: 'stopping', warnings: [] };
  if (state.status !== 'ready') return state;
  return { status: 'ready', commits: state.commits, warnings: state.warnings };
}
