import { setTimeout as delay } from 'node:timers/promises';
import type { OutboundRules } from '#libs/outbound';
import type { Cloned } from '../../cloning/clone.js';
import { halfClones } from '../../cloning/half-clones.js';
import { extraAuthorities, minimalEnvironment } from '../../minimal-environment.js';
import { missingFiles } from '../../missing-files.js';
import type { ClonedCommit, Phase, RunWarning } from '../../session-runtime.js';
import type { DataDirectory } from '../data-directory.js';
import { answers, askToShutDown, findPort, type MainConnection } from '../main-connection.js';
import { identityOf } from '../process-identity.js';
import type { RunDirectory } from '../run-directory.js';
import { killProcessesOf, runMarker, signalProcessesOf } from '../run-processes.js';
import type { EndState, RunRecord } from '../run-record.js';
import type { RunnerOrder } from '../runner-order.js';
import { endStateOf } from './end-state.js';
import { type MainProcess, startMain } from './main-process.js';
import { OutputLog } from './output-log.js';

const pollMs = 50;

/** Of a run that an earlier version made. */
const nothingPrivate: OutboundRules = { allowed: [], ownStores: [] };

/** One run from its disk to its end. All that happens is written to the run's directory; nobody needs to listen. */
export class ConductRun {
  private warnings: readonly RunWarning[];
  private readonly log: OutputLog;

  /** The disk must be there, and was made for the run `madeForRun`. `ending` aborts when somebody wants the run ended. */
  constructor(
    private readonly data: DataDirectory,
    private readonly directory: RunDirectory,
    private readonly record: RunRecord,
    private readonly ending: AbortSignal,
    madeForRun: string | undefined,
  ) {
    this.log = new OutputLog(data.disk(record.spec.diskId).log);
    this.warnings = [
      { code: 'image-not-used', message: imageNotUsed(record) },
      ...missingFiles(record.spec, madeForRun),
      ...(record.storages?.warnings ?? []),
    ];
  }

  /** Resolves when the run has ended, none of its processes is left and its end is written down. The order is for the clones alone. */
  async conduct(order: RunnerOrder): Promise<void> {
    let end: EndState;
    try {
      end = await this.untilEnd(await this.clone(order));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.log.note(`Failed: ${message}`);
      end = this.isEnding() ? { status: 'ended' } : { status: 'failed', reason: 'MISCONFIGURED', message };
    }
    await this.killAll();
    await this.directory.setState(end);
    this.log.close();
  }

  private async untilEnd({ commits }: Cloned): Promise<EndState> {
    if (this.isEnding()) return { status: 'ended' };
    await this.enter('starting');
    this.log.note(workStatement(this.record, this.data.disk(this.record.spec.diskId).work));
    const main = await startMain(this.data, this.directory, this.record, this.log);
    const identity = await identityOf(main.pid);
    if (identity !== undefined) await this.directory.setMain(identity);
    const wasReady = await this.whileRunning(main, commits);
    const exit = await main.exit;
    if (this.isEnding()) return { status: 'ended' };
    return endStateOf(exit, wasReady);
  }

  private async clone({ credentials }: RunnerOrder): Promise<Cloned> {
    await this.enter('cloning');
    const { git, cloneTimeoutMs, spec, outbound = nothingPrivate } = this.record;
    const { work } = this.data.disk(spec.diskId);
    if (spec.repositories.length === 0) {
      await halfClones.removeAll(work);
      return { commits: [], warnings: [] };
    }
    // an HTTP client that many a run has no use for, and that is most of what this program loads
    const [{ OutboundAccess, proxyFor }, { cloneAbsent }] = await Promise.all([
      import('#libs/outbound'),
      import('../../cloning/clone.js'),
    ]);
    const environment = minimalEnvironment({});
    const cloned = await cloneAbsent(spec.repositories, {
      work,
      ...{ git, credentials },
      outbound: new OutboundAccess(outbound, { proxyFor: (url) => proxyFor(url, environment) }),
      environment: { [runMarker]: this.directory.path },
      authorities: extraAuthorities(),
      timeoutMs: cloneTimeoutMs,
      signal: this.ending,
      note: (line) => this.log.note(line),
    });
    this.warnings = [...this.warnings, ...cloned.warnings];
    return cloned;
  }

  /** Resolves when the main process has exited: by itself, or because it was made to. Whether it ever was ready. */
  private async whileRunning(main: MainProcess, commits: readonly ClonedCommit[]): Promise<boolean> {
    const over = abortedAfter(Promise.race([main.exit, untilAborted(this.ending)]));
    const connection = await this.untilReady(over);
    if (connection !== undefined && !over.aborted) {
      await this.directory.setState({ status: 'ready', commits, warnings: this.warnings, port: connection.port });
    }
    await untilAborted(over);
    if (this.isEnding()) await this.shutDown(main);
    return connection !== undefined;
  }

  private async untilReady(over: AbortSignal): Promise<MainConnection | undefined> {
    let port: number | undefined;
    while (!over.aborted) {
      const found = port ?? (await findPort(this.directory.runtimeDirectory));
      if (found !== undefined && port === undefined) await this.enter('checking');
      port = found;
      const connection = port === undefined ? undefined : { port, token: this.record.token };
      if (connection !== undefined && (await answers(connection))) return connection;
      await delay(pollMs);
    }
    return undefined;
  }

  /** As the user would do it, else by SIGTERM; what is left after the grace period is killed. */
  private async shutDown(main: MainProcess): Promise<void> {
    const { graceMs, token } = this.record;
    const grace = AbortSignal.timeout(graceMs);
    const port = await findPort(this.directory.runtimeDirectory);
    const asked = port !== undefined && (await askToShutDown({ port, token }, graceMs / 2));
    if (!asked) await signalProcessesOf({ mark: this.directory.path, runnerPid: process.pid }, 'SIGTERM');
    await Promise.race([main.exit, untilAborted(grace)]);
    await this.killAll();
  }

  /** Kernels and terminals live in sessions of their own and may outlive their server. */
  private async killAll(): Promise<void> {
    await killProcessesOf({ mark: this.directory.path, runnerPid: process.pid });
  }

  private isEnding(): boolean {
    return this.ending.aborted;
  }

  private async enter(phase: Phase): Promise<void> {
    await this.directory.setState({ status: 'starting', phase, warnings: this.warnings });
  }
}

function imageNotUsed({ spec, frontEnd }: RunRecord): string {
  const program = frontEnd.kind === 'jupyter' ? "this computer's JupyterLab" : 'the basic file view';
  return `This is ${program}, not the image ${spec.image.reference}: that takes Docker or Podman.`;
}

function workStatement({ frontEnd }: RunRecord, work: string): string {
  return frontEnd.kind === 'jupyter' && frontEnd.bubblewrap !== undefined
    ? '/work is this session’s own directory (bubblewrap).'
    : `There is no real /work on this computer: its place is taken by ${work}.`;
}

/** Not AbortSignal.any: a session runs for weeks, and what that returns is held weakly. */
function abortedAfter(event: Promise<unknown>): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  void event.then(abort, abort);
  return controller.signal;
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
