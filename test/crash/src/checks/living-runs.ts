import { join } from 'node:path';
import type { Launch } from '#libs/launches';
import { type SessionProcess, sessionProcesses } from '../../../support/session-processes.js';
import { within } from '../../../support/until.js';
import type { Verdict } from '../verdict.js';

const SETTLE_MS = 20_000;

const differences = (wanted: ReadonlySet<string>, processes: readonly SessionProcess[]): string[] => {
  const runners = processes.filter(({ isRunner }) => isRunner);
  const missing = [...wanted].flatMap((run) => {
    const count = runners.filter((process) => process.run === run).length;
    return count === 1 ? [] : [`${run} should run and has ${count} runners`];
  });
  const surplus = processes
    .filter(({ run }) => !wanted.has(run))
    .map(({ pid, run, isRunner }) => `${isRunner ? 'runner' : 'process'} ${pid} of ${run}, which should not run`);
  return [...missing, ...surplus];
};

/** Every launch that the log says is running has exactly one runner, and no other run has a process. */
export const livingRuns = async (dataDirectory: string, launches: readonly Launch[]): Promise<Verdict> => {
  const runtime = join(dataDirectory, 'runtime');
  const running = launches.filter(({ status }) => status === 'running');
  const wanted = new Set(running.map(({ launchId, run }) => join(runtime, 'sessions', launchId, `run-${run}`)));
  // a run that has just ended may still be leaving
  await within(SETTLE_MS, async () => differences(wanted, await sessionProcesses(runtime)).length === 0);
  const processes = await sessionProcesses(runtime);
  return {
    what: `${running.length} of ${launches.length} launches run, each with one runner; ${processes.length} session processes in all, none left over`,
    problems: differences(wanted, processes),
  };
};
