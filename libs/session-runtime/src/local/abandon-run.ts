import type { RunDirectory } from './run-directory.js';
import { killProcessesOf } from './run-processes.js';

/** Ends by force a run whose files cannot be read, then forgets it: how to ask it to end is lost. Its disk stays. */
export async function abandonRun(directory: RunDirectory): Promise<void> {
  const runner = await directory.runner().catch(() => undefined);
  await killProcessesOf({ mark: directory.path, runnerPid: runner?.pid });
  await directory.forget();
}
