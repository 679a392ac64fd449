import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { OutboundRules } from '#libs/outbound';
import { ActedEpochs } from '../acted-epochs.js';
import { assertNamesBelowWork } from '../assert-names-below-work.js';
import { KeyedQueue } from '../keyed-queue.js';
import { observeRuns } from '../observing/observe-runs.js';
import type { RepositoryCredential, RepositoryCredentials } from '../repository-credentials.js';
import type { Observed, RunKey, RunSpec, SessionRuntime } from '../session-runtime.js';
import { RuntimeBusyError } from '../session-runtime.js';
import type { StorageSources } from '../storages/storage-sources.js';
import { abandonRun } from './abandon-run.js';
import { DamagedFileError } from './damaged-file-error.js';
import { DataDirectory } from './data-directory.js';
import { FileEpochs } from './file-epochs.js';
import type { LocalPrograms } from './local-programs.js';
import { localStorages } from './local-storages.js';
import type { RunDirectory } from './run-directory.js';
import { RunFeed } from './run-feed.js';
import type { RunRecord } from './run-record.js';
import { startRunner } from './start-runner.js';
import { tendRun } from './tend-run.js';

export interface LocalRuntimeSettings {
  /** Holds everything; several drivers, also in several processes, may share it. */
  readonly dataDir: string;
  readonly outbound: OutboundRules;
  readonly credentials: RepositoryCredentials | undefined;
  readonly hidden: readonly string[];
  readonly storages: StorageSources;
  readonly graceMs: number;
  readonly cloneTimeoutMs: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Sessions as processes of this computer. Each run has a runner, a detached process of ours that does the work and writes
 * down how far it is; the driver starts runners, reads what they wrote and ends them. It holds no state of its own, so
 * another instance over the same directory, now or after a crash, knows as much.
 */
export class LocalRuntime implements SessionRuntime {
  private readonly data: DataDirectory;
  private readonly feed: RunFeed;
  private readonly epochs: ActedEpochs;
  /** What is looked at first is still true when it is acted upon. By launch and by disk: a slow start delays no other. */
  private readonly work = new KeyedQueue();
  private readonly sweeping: Promise<void>;
  private readonly closing = new AbortController();

  constructor(
    private readonly settings: LocalRuntimeSettings,
    private readonly programs: LocalPrograms,
  ) {
    this.data = new DataDirectory(settings.dataDir);
    this.feed = new RunFeed(this.data, settings.onError);
    this.epochs = new ActedEpochs(new FileEpochs(this.data.epochs));
    this.sweeping = this.data.sweep().catch(settings.onError);
  }

  async ensure(spec: RunSpec): Promise<void> {
    assertNamesBelowWork(spec);
    const directory = this.data.run(spec.launchId, spec.run);
    this.data.disk(spec.diskId);
    await this.sweeping;
    await this.epochs.admit(spec.epoch);
    return this.work.run(`disk ${spec.diskId}`, () =>
      this.work.run(`launch ${spec.launchId}`, () => this.make(spec, directory)),
    );
  }

  async list(): Promise<Observed[]> {
    return this.feed.scan();
  }

  async look(launchId: string): Promise<Observed[]> {
    return this.feed.look(launchId);
  }

  async *observe(signal: AbortSignal): AsyncIterable<Observed> {
    // It takes seconds where there is a sandbox to try: who observes will start runs soon, and should not wait then.
    void this.programs.choose().catch(this.settings.onError);
    yield* observeRuns(this.feed, [signal, this.closing.signal]);
  }

  async end({ launchId, run }: RunKey, epoch: bigint): Promise<void> {
    const directory = this.data.run(launchId, run);
    await this.epochs.admit(epoch);
    // Takes no turn: a start that takes long must not delay an end.
    if ((await this.recordOf(directory)) !== undefined) await directory.requestEnd();
    if ((await this.tend(directory)) === undefined) this.feed.tellGone(directory.key);
    this.feed.scheduleScan(0);
  }

  async discard(diskId: string, epoch: bigint): Promise<void> {
    this.data.disk(diskId);
    await this.epochs.admit(epoch);
    return this.work.run(`disk ${diskId}`, async () => {
      await this.refuseInUse(diskId);
      await this.data.discardDisk(diskId, async () => {
        await this.epochs.verify(epoch);
        await this.refuseInUse(diskId);
      });
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.sweeping;
    await this.work.settled();
    await this.feed.close();
    await this.programs.settled();
  }

  private async make(spec: RunSpec, directory: RunDirectory): Promise<void> {
    await this.refuseOthers(directory);
    await mkdir(this.data.sessions, { recursive: true, mode: 0o700 });
    await this.data.rememberDisk(spec.launchId, spec.diskId);
    const isNew = await directory.create(await this.recordFor(spec));
    // Another process may have created another run since we looked. Both look again, so at least one gives way.
    if (isNew) await this.giveWayToOthers(directory);
    if ((await directory.endRequestedAt()) !== undefined) {
      throw new RuntimeBusyError(`Run ${spec.run} of ${spec.launchId} is being ended.`);
    }
    if ((await directory.runner()) === undefined) {
      const credentials = await this.credentialsOf(spec);
      // Where the lease was lost meanwhile the record stays: its new holder starts the run, or ends it.
      await this.epochs.verify(spec.epoch);
      await startRunner(this.data, directory, { credentials, onExit: () => this.feed.scheduleScan(0) });
    }
    this.feed.scheduleScan(0);
  }

  private async recordFor({ epoch, ...spec }: RunSpec): Promise<RunRecord> {
    const { outbound, hidden, cloneTimeoutMs, graceMs } = this.settings;
    const token = randomBytes(24).toString('base64url');
    const programs = await this.programs.choose();
    const { work } = this.data.disk(spec.diskId);
    const { frontEnd } = programs;
    const storages = await localStorages(spec.storages, { sources: this.settings.storages, frontEnd, work });
    const given = { outbound, hidden, storages, cloneTimeoutMs, graceMs };
    return { spec, epoch: String(epoch), token, ...programs, ...given };
  }

  private async credentialsOf({ labels, repositories }: RunSpec): Promise<readonly RepositoryCredential[] | undefined> {
    return this.settings.credentials?.of(labels.userId, repositories);
  }

  private async refuseInUse(diskId: string): Promise<void> {
    for (const directory of await this.data.allRuns()) {
      if ((await this.diskOf(directory)) !== diskId || !isInUse(await this.tend(directory))) continue;
      throw new RuntimeBusyError(
        `Disk ${diskId} is in use by run ${directory.key.run} of ${directory.key.launchId}. End that run first.`,
      );
    }
  }

  private async refuseOthers(directory: RunDirectory): Promise<void> {
    const { launchId, run } = directory.key;
    for (const other of await this.data.runsOf(launchId)) {
      if (other.key.run === run || (await this.tend(other)) === undefined) continue;
      throw new RuntimeBusyError(`Run ${other.key.run} of ${launchId} still exists. End it before run ${run} starts.`);
    }
  }

  /** As tendRun; a run that is in the way and damaged is abandoned, else it would be in the way for ever. */
  private async tend(directory: RunDirectory): Promise<Observed | undefined> {
    try {
      return await tendRun(directory);
    } catch (error) {
      this.reportDamage(error);
      await abandonRun(directory);
      return undefined;
    }
  }

  /** A damaged run does not say it; its launch knows the disk of its latest run. */
  private async diskOf(directory: RunDirectory): Promise<string | undefined> {
    return (await this.recordOf(directory))?.spec.diskId ?? this.data.diskOf(directory.key.launchId);
  }

  /** Undefined when there is none that can be read. */
  private async recordOf(directory: RunDirectory): Promise<RunRecord | undefined> {
    try {
      return await directory.record();
    } catch (error) {
      this.reportDamage(error);
      return undefined;
    }
  }

  /** Throws what is not damage: that may pass, and must not cost a run. */
  private reportDamage(error: unknown): void {
    if (!(error instanceof DamagedFileError)) throw error;
    this.settings.onError(error);
  }

  private async giveWayToOthers(directory: RunDirectory): Promise<void> {
    try {
      await this.refuseOthers(directory);
    } catch (error) {
      await directory.forget();
      throw error;
    }
  }
}

function isInUse(observed: Observed | undefined): boolean {
  return observed?.status === 'starting' || observed?.status === 'ready';
}
