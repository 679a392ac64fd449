import { join } from 'node:path';
import type { Verdict } from '../../crash/src/verdict.js';
import { sessionProcesses } from '../../support/session-processes.js';
import type { Watched } from './version-watch.js';

/** A running session has the same processes before and after. */
export class UntouchedSession {
  private constructor(
    private readonly dataDir: string,
    private readonly watched: Watched,
    private readonly before: string,
  ) {}

  static async of(dataDir: string, watched: Watched): Promise<UntouchedSession> {
    return new UntouchedSession(dataDir, watched, await processesOf(dataDir, watched));
  }

  async verdict(): Promise<Verdict> {
    const after = await processesOf(this.dataDir, this.watched);
    const isSame = after === this.before && after !== '';
    return {
      what: `the watched session has the processes that it had: ${this.before}`,
      problems: isSame ? [] : [`it has ${after || 'none'}`],
    };
  }
}

const processesOf = async (dataDir: string, { launchId, run }: Watched): Promise<string> => {
  const directory = join(dataDir, 'runtime', 'sessions', launchId);
  const ofRun = (await sessionProcesses(directory)).filter((one) => one.run === join(directory, `run-${run}`));
  return ofRun
    .map(({ pid }) => pid)
    .sort((a, b) => a - b)
    .join(', ');
};
