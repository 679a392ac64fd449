import { DataDirectory } from '../data-directory.js';
import { identityOf } from '../process-identity.js';
import type { RunDirectory } from '../run-directory.js';
import type { RunRecord } from '../run-record.js';
import type { RunnerOrder } from '../runner-order.js';
import { ConductRun } from './conduct-run.js';
import { prepareDisk } from './prepare-disk.js';

/**
 * The process that conducts one run: `node session-runner.js <data directory> <launchId> <run>`. It leads a process group of
 * its own and outlives the backend that started it. SIGTERM ends the run.
 */
async function main(data: DataDirectory, directory: RunDirectory): Promise<void> {
  const ending = new AbortController();
  const order = await ordered();
  if (order === undefined) return;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  const self = await identityOf(process.pid);
  if (self === undefined) throw new Error(`Cannot read when process ${process.pid} started; is /proc mounted?`);
  if (!(await directory.claim(self))) return;
  announce();
  // An end may have been requested before there was a process to signal. Whoever requests it looks for a runner
  // afterwards, and forgets the run only when there is none: in this order, one of us sees the other.
  if ((await directory.endRequestedAt()) !== undefined) ending.abort();
  const record = await directory.record();
  if (record === undefined) return;
  const disk = await diskFor(data, directory, record);
  if (disk === undefined) return;
  await new ConductRun(data, directory, record, ending.signal, disk.madeForRun).conduct(order);
}

/** Undefined where the backend ended before it was said: nothing is claimed, and whoever asks for the run next starts another one. */
async function ordered(): Promise<RunnerOrder | undefined> {
  return new Promise((resolve) => {
    // what was said comes before the end
    const ended = (): unknown => setImmediate(() => resolve(undefined));
    process.once('message', (order) => resolve(order as RunnerOrder));
    if (process.connected) process.once('disconnect', ended);
    else ended();
  });
}

/** Undefined where it cannot be used, which is written down. */
async function diskFor(data: DataDirectory, directory: RunDirectory, { spec }: RunRecord) {
  await directory.setState({ status: 'starting', phase: 'disk', warnings: [] });
  try {
    return { madeForRun: await prepareDisk(data, spec) };
  } catch (error) {
    const message = `Its disk cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    await directory.setState({ status: 'failed', reason: 'WORK_UNAVAILABLE', message });
    return undefined;
  }
}

/** Tells the backend that the run has its process now. The backend may be dead by then; the run goes on without it. */
function announce(): void {
  process.on('error', () => undefined);
  process.send?.('claimed', undefined, undefined, () => {
    if (process.connected) process.disconnect();
  });
}

const [dataDirectory = '', launchId = '', run = ''] = process.argv.slice(2);
const data = new DataDirectory(dataDirectory);
await main(data, data.run(launchId, Number(run)));
process.exit(0);
