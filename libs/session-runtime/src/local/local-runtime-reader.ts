import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Endpoint, RuntimeFacts, SessionRuntimeReader } from '../session-runtime-reader.js';
import { unlessAbsent } from '../unless-absent.js';
import { archiveDirectory } from './archive-directory.js';
import { DataDirectory } from './data-directory.js';
import { headersOf, originOf } from './main-connection.js';
import { isAlive } from './process-identity.js';
import type { RunDirectory } from './run-directory.js';
import type { RunState } from './run-record.js';
import { lastLines } from './runner/output-log.js';

/** Reads what runners and drivers wrote, whenever it is asked; changes nothing, also where a crash left work to do. */
export class LocalRuntimeReader implements SessionRuntimeReader {
  readonly facts: RuntimeFacts = { name: 'local', imageUsed: false, limitsEnforced: false };
  private readonly data: DataDirectory;

  constructor(dataDir: string) {
    this.data = new DataDirectory(dataDir);
  }

  async endpoint(launchId: string): Promise<Endpoint | undefined> {
    const directory = (await this.data.runsOf(launchId)).at(-1);
    if (directory === undefined) return undefined;
    const [record, state] = await Promise.all([directory.record(), readyState(directory)]);
    if (record === undefined || state === undefined) return undefined;
    return {
      ...directory.key,
      origin: originOf(state.port),
      headers: headersOf(record.token),
      landingPath: record.frontEnd.kind === 'jupyter' ? '/lab' : '/',
    };
  }

  async logs(launchId: string, tail: number): Promise<string> {
    const diskId = await this.data.diskOf(launchId);
    return diskId === undefined ? '' : lastLines(this.data.disk(diskId).log, tail);
  }

  async archive(diskId: string): Promise<Readable | undefined> {
    const { work } = this.data.disk(diskId);
    if ((await unlessAbsent(stat(work))) === undefined) return undefined;
    // without `tar` it cannot be read
    return unlessAbsent(archiveDirectory(work));
  }
}

/** Of a run that is ready, conducted, and not being ended. */
async function readyState(directory: RunDirectory): Promise<Extract<RunState, { status: 'ready' }> | undefined> {
  const [state, runner, endRequestedAt] = await Promise.all([
    directory.state(),
    directory.runner(),
    directory.endRequestedAt(),
  ]);
  if (state?.status !== 'ready' || runner === undefined || endRequestedAt !== undefined) return undefined;
  return (await isAlive(runner)) ? state : undefined;
}
