import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from '../is-code.js';
import type { RunKey } from '../session-runtime.js';
import { unlessAbsent } from '../unless-absent.js';
import { createExclusively, readJson, writeAtomically } from './atomic-file.js';
import type { ProcessIdentity } from './process-identity.js';
import type { RunRecord, RunState } from './run-record.js';

/**
 * All that is known of one run, in files, so that it survives both the backend and the runner:
 *
 *   launch.json  what to run. Exists = the run exists.
 *   runner.json  the one process that conducts it. Created exclusively by the runner itself, before it does anything:
 *                however many runners are started, by however many backends, one wins and the others leave.
 *   state.json   how far it is.
 *   main.json    the main process, for whoever looks for it.
 *   end.json     somebody wants it ended: an empty file. Never taken back.
 */
export class RunDirectory {
  readonly path: string;

  constructor(
    private readonly launchDirectory: string,
    readonly key: RunKey,
  ) {
    this.path = join(launchDirectory, `run-${key.run}`);
  }

  /** False when the run was there already. */
  async create(record: RunRecord): Promise<boolean> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    return createExclusively(this.file('launch.json'), record);
  }

  async record(): Promise<RunRecord | undefined> {
    return (await readJson(this.file('launch.json'))) as RunRecord | undefined;
  }

  /** False when another runner has it, or the run was forgotten meanwhile. */
  async claim(runner: ProcessIdentity): Promise<boolean> {
    return (await unlessAbsent(createExclusively(this.file('runner.json'), runner))) ?? false;
  }

  async runner(): Promise<ProcessIdentity | undefined> {
    return (await readJson(this.file('runner.json'))) as ProcessIdentity | undefined;
  }

  async state(): Promise<RunState | undefined> {
    return (await readJson(this.file('state.json'))) as RunState | undefined;
  }

  /** Does nothing when the run was forgotten meanwhile. */
  async setState(state: RunState): Promise<void> {
    await unlessAbsent(writeAtomically(this.file('state.json'), state));
  }

  async setMain(main: ProcessIdentity): Promise<void> {
    await unlessAbsent(writeAtomically(this.file('main.json'), main));
  }

  /** By a file without content: a session on a full disk has to end as well. */
  async requestEnd(): Promise<void> {
    try {
      await unlessAbsent(writeFile(this.file('end.json'), '', { flag: 'wx', mode: 0o600 }));
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }

  /** Since when its end is wanted, in ms since 1970; undefined when it is not. */
  async endRequestedAt(): Promise<number | undefined> {
    return (await unlessAbsent(stat(this.file('end.json'))))?.mtimeMs;
  }

  /** Gone for every reader at once; what a crash leaves of it is swept later by its prefix. */
  async forget(): Promise<void> {
    const aside = join(this.launchDirectory, `${forgottenPrefix}${this.key.run}-${randomUUID()}`);
    await unlessAbsent(rename(this.path, aside));
    await rm(aside, { recursive: true, force: true });
    await removeIfEmpty(this.launchDirectory);
  }

  /** The front end's own files: where it says which port it took. */
  get runtimeDirectory(): string {
    return this.file('runtime');
  }

  private file(name: string): string {
    return join(this.path, name);
  }
}

/** Whoever looks for runs looks into every directory: a launch that rests has none. */
async function removeIfEmpty(directory: string): Promise<void> {
  try {
    await unlessAbsent(rmdir(directory));
  } catch (error) {
    if (!isCode(error, 'ENOTEMPTY') && !isCode(error, 'EEXIST')) throw error;
  }
}

export const forgottenPrefix = '.forgotten-';
