import { assertNamesBelowWork } from '../assert-names-below-work.js';
import { KeyedQueue } from '../keyed-queue.js';
import { observeRuns } from '../observing/observe-runs.js';
import type { Observed, RunKey, RunSpec, SessionRuntime } from '../session-runtime.js';
import { StaleEpochError } from '../stale-epoch-error.js';
import { ActingEpochs } from './acting/acting-epochs.js';
import type { ClusterParts } from './acting/cluster-parts.js';
import { discardDisk } from './acting/discard-disk.js';
import { DiskTroubles } from './acting/disk-troubles.js';
import { endRun } from './acting/end-run.js';
import { findPod } from './acting/find-pod.js';
import { repeat } from './acting/repeat.js';
import { RunCredentials } from './acting/run-credentials.js';
import { RunMaker } from './acting/run-maker.js';
import { UntakenRuns } from './acting/untaken-runs.js';
import type { KubernetesApi } from './api/kubernetes-api.js';
import { selectorOf } from './objects/metadata-keys.js';
import { ObjectNames } from './objects/object-names.js';
import type { ApiPod } from './observing/api-pod.js';
import { type FollowedPod, followedPod } from './observing/followed-pod.js';
import { ObjectFeed } from './observing/object-feed.js';
import { refusalOf } from './observing/refusal-of.js';

export type KubernetesRuntimeSettings = Pick<
  ClusterParts,
  | 'installation'
  | 'secret'
  | 'storageClass'
  | 'ephemeralStorage'
  | 'clone'
  | 'storages'
  | 'credentials'
  | 'pullSecret'
  | 'imageConfigOf'
> & {
  readonly onError: (error: unknown) => void;
  /** How often what waits for room is asked for again, milliseconds. */
  readonly retryMs?: number | undefined;
  /** How often it is asked why disks do not come, milliseconds. */
  readonly eventsMs?: number | undefined;
};

/**
 * Sessions as pods of a cluster: each launch's run is one bare pod with the launch's name, its /work a claim, its token in a
 * Secret. The API server is the only state; what this process follows of it is for being quick, and whatever must be
 * certain depends on the version of the object that is written.
 */
export class KubernetesRuntime implements SessionRuntime {
  private readonly parts: ClusterParts;
  private readonly selection: { readonly resource: 'pods'; readonly labelSelector: string };
  private readonly untaken = new UntakenRuns((observed) => this.tell(observed));
  private readonly listeners = new Set<(observed: Observed) => void>();
  /** By launch: what is looked at first is still true when it is acted upon, as far as this process goes. */
  private readonly work = new KeyedQueue();
  private readonly credentials: RunCredentials;
  private readonly maker: RunMaker;
  private readonly closing = new AbortController();
  private readonly repeating: Promise<unknown>;

  constructor(
    private readonly api: KubernetesApi,
    private readonly settings: KubernetesRuntimeSettings,
  ) {
    const { installation, onError, retryMs = 5_000, eventsMs = 30_000 } = settings;
    const names = new ObjectNames(installation);
    this.selection = { resource: 'pods', labelSelector: selectorOf(installation) };
    const pods = new ObjectFeed<ApiPod, FollowedPod>(api, {
      selection: this.selection,
      project: (pod, before) => followedPod(pod, before, Date.now()),
      onChange: (now, before) => this.podChanged(now, before),
      onGone: ({ observed }) => this.tell(goneOf(observed)),
      onError,
    });
    const epochs = new ActingEpochs(api, { name: names.epoch, installation, onError });
    this.parts = { api, names, pods, epochs, ...settings };
    this.credentials = new RunCredentials(this.parts, onError);
    this.maker = new RunMaker(this.parts, this.credentials);
    const often = { signal: this.closing.signal, onError };
    const troubles = new DiskTroubles(this.parts);
    this.repeating = Promise.all([
      repeat({ ...often, everyMs: retryMs }, () => this.retry()),
      repeat({ ...often, everyMs: eventsMs }, () => troubles.look()),
    ]);
  }

  async ensure(spec: RunSpec): Promise<void> {
    const { installation } = this.settings;
    if (spec.labels.installation !== installation)
      throw new Error(`Run ${spec.run} of ${spec.launchId} is of another installation than ${installation}.`);
    assertNamesBelowWork(spec);
    await this.parts.epochs.admit(spec.epoch);
    return this.work.run(spec.launchId, () => this.make(spec));
  }

  async list(): Promise<Observed[]> {
    const listed: Observed[] = [];
    for await (const { items } of this.api.list<ApiPod>(this.selection))
      listed.push(...items.map((pod) => this.parts.pods.note(pod).observed));
    return [...listed, ...this.untaken.all()];
  }

  async look(launchId: string): Promise<Observed[]> {
    const pod = await findPod(this.parts.names.session(launchId), this.parts);
    const seen = [pod?.observed, this.untaken.of(launchId)];
    return seen.filter((observed) => observed !== undefined);
  }

  observe(signal: AbortSignal): AsyncIterable<Observed> {
    const listen = (listener: (observed: Observed) => void): (() => void) => {
      this.listeners.add(listener);
      return () => void this.listeners.delete(listener);
    };
    return observeRuns({ listen, scan: () => this.known() }, [signal, this.closing.signal]);
  }

  async end(run: RunKey, epoch: bigint): Promise<void> {
    await this.parts.epochs.admit(epoch);
    await this.work.run(run.launchId, async () => {
      const isThere = await endRun(run, epoch, this.parts);
      this.untaken.forget(run);
      this.maker.forget(run);
      if (!isThere) this.tell(goneOf(run));
    });
  }

  async discard(diskId: string, epoch: bigint): Promise<void> {
    await this.parts.epochs.admit(epoch);
    await discardDisk(diskId, epoch, this.parts);
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.api.giveUp();
    await Promise.all([this.work.settled(), this.credentials.settled()]);
    await this.repeating;
    await Promise.all([this.parts.pods.close(), this.parts.epochs.close()]);
    await this.api.close();
  }

  private async make(spec: RunSpec): Promise<void> {
    this.untaken.refuseOthers(spec);
    if (this.untaken.isRefused(spec)) return;
    try {
      await this.maker.make(spec);
      this.untaken.forget(spec);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      this.untaken.put(spec, refusal);
    }
  }

  /** In the order in which they came; where there is no room for one, there is none for others that ask for the same. */
  private async retry(): Promise<void> {
    const refused = new Set<string>();
    for (const { spec, detail } of this.untaken.waiting()) {
      if (this.closing.signal.aborted) return;
      if (refused.has(detail)) continue;
      await this.work.run(spec.launchId, () => this.retryOne(spec));
      if (this.untaken.isWaiting(spec)) refused.add(detail);
    }
  }

  private async retryOne(spec: RunSpec): Promise<void> {
    if (!this.untaken.isWaiting(spec)) return;
    try {
      this.parts.epochs.verify(spec.epoch);
      await this.make(spec);
    } catch (error) {
      // Its new owner asks for it again, from a process of its own.
      if (!(error instanceof StaleEpochError)) return this.settings.onError(error);
      this.untaken.forget(spec);
      this.maker.forget(spec);
    }
  }

  private podChanged({ observed, credentials }: FollowedPod, before: FollowedPod | undefined): void {
    if (credentials === 'spent' && before?.credentials !== 'spent') this.credentials.empty(observed);
    if (before !== undefined && before.observed.run !== observed.run) this.tell(goneOf(before.observed));
    if (JSON.stringify(observed) !== JSON.stringify(before?.observed)) this.tell(observed);
  }

  /** Nothing, where this is closed before it knew anything. */
  private async known(): Promise<readonly Observed[]> {
    const { pods } = this.parts;
    await pods.synced.catch(() => undefined);
    return [...[...pods.known.values()].map(({ observed }) => observed), ...this.untaken.all()];
  }

  private tell(observed: Observed): void {
    for (const listener of this.listeners) listener(observed);
  }
}

function goneOf({ launchId, run }: RunKey): Observed {
  return { launchId, run, status: 'gone' };
}
