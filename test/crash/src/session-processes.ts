import { readdir, readFile } from 'node:fs/promises';

export interface SessionProcess {
  readonly pid: number;
  /** The directory of its run. */
  readonly run: string;
  readonly isRunner: boolean;
}

const marker = 'RENKU_SESSIONS_RUN=';

/** Every living process of a run under that directory, from /proc. */
export const sessionProcesses = async (directory: string): Promise<SessionProcess[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid): Promise<SessionProcess[]> => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      const run = environment.split('\0').find((entry) => entry.startsWith(`${marker}${directory}/`));
      if (run === undefined) return [];
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return [{ pid: Number(pid), run: run.slice(marker.length), isRunner: command.includes('/local/runner/main') }];
    }),
  );
  return found.flat();
};

/** Ends what is left of all runs: they are detached and outlive whoever started them. */
export const killSessionProcesses = async (directory: string): Promise<void> => {
  for (;;) {
    const left = await sessionProcesses(directory);
    if (left.length === 0) return;
    for (const { pid } of left)
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it ended meanwhile
      }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
