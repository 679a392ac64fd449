import { readdir, readFile } from 'node:fs/promises';
import { until } from './until.js';

const mark = 'RENKU_SESSIONS_RUN=';

export interface SessionProcess {
  readonly pid: number;
  /** The run's directory. */
  readonly run: string;
  readonly isRunner: boolean;
}

const look = async (pid: string, directory: string): Promise<SessionProcess | undefined> => {
  try {
    const environment = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0');
    const run = environment.find((line) => line.startsWith(mark))?.slice(mark.length);
    if (run?.startsWith(`${directory}/`) !== true) return undefined;
    const isRunner = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('session-runner.js');
    return { pid: Number(pid), run, isRunner };
  } catch {
    return undefined; // it ended meanwhile
  }
};

/** The living processes of the runs below this directory: each run has one runner, which has the session itself. */
export const sessionProcesses = async (directory: string): Promise<SessionProcess[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return (await Promise.all(pids.map((pid) => look(pid, directory)))).filter((found) => found !== undefined);
};

export const runnersOf = async (directory: string): Promise<SessionProcess[]> =>
  (await sessionProcesses(directory)).filter(({ isRunner }) => isRunner);

/** Sessions outlive the backend by design; a test's must not outlive the test. */
export const endSessions = async (directory: string): Promise<void> => {
  await until('the sessions have ended', async () => {
    const left = await sessionProcesses(directory);
    for (const { pid } of left)
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it ended meanwhile
      }
    return left.length === 0;
  });
};
