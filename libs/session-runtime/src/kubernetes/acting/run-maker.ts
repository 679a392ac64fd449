import pLimit from 'p-limit';
import type { ImageConfig } from '#libs/image-registry';
import { keyOf } from '../../key-of.js';
import type { RunKey, RunSpec } from '../../session-runtime.js';
import { type SessionPodOptions, sessionPodOf } from '../objects/session-pod-of.js';
import type { ApiPod } from '../observing/api-pod.js';
import type { FollowedPod } from '../observing/followed-pod.js';
import { adoptRun } from './adopt-run.js';
import type { ClusterParts } from './cluster-parts.js';
import { clusterStorages } from './cluster-storages.js';
import { findPod } from './find-pod.js';
import { prepareRun } from './prepare-run.js';
import type { RunCredentials } from './run-credentials.js';

const AT_ONCE = 16;

/**
 * Three writes for the first run of a disk (disk, Secret, pod), two for a later one, none for one that is there. Each may be repeated;
 * the pod comes last, so whoever is killed before it leaves nothing that runs.
 */
export class RunMaker {
  /** Whole runs, not calls alone: else the first pod of many would wait for the disks of all. */
  private readonly inTurn = pLimit(AT_ONCE);
  /** All is there but the pod, for which there was no room: it is asked for again, and nothing else. With what `prepareRun` said. */
  private readonly prepared = new Map<string, string | undefined>();
  /** What images say of themselves, of runs that are not made yet. */
  private readonly configs = new Map<string, ImageConfig | undefined>();

  constructor(
    private readonly parts: ClusterParts,
    private readonly credentials: RunCredentials,
  ) {}

  async make(spec: RunSpec): Promise<void> {
    await this.lookAtImage(spec);
    await this.inTurn(() => this.makeOrAdopt(spec));
    this.forget(spec);
  }

  /** It is not to be made any more. */
  forget(run: RunKey): void {
    this.prepared.delete(keyOf(run));
    this.configs.delete(keyOf(run));
  }

  /** A registry may take seconds to answer: it is asked once a run, and not while others wait for their turn. */
  private async lookAtImage(spec: RunSpec): Promise<void> {
    const { names, pods, imageConfigOf } = this.parts;
    const isThere = pods.known.get(names.session(spec.launchId))?.observed.run === spec.run;
    if (isThere || this.configs.has(keyOf(spec))) return;
    this.configs.set(keyOf(spec), await imageConfigOf?.(spec.image));
  }

  private async makeOrAdopt(spec: RunSpec): Promise<void> {
    const { names, pods, epochs } = this.parts;
    const name = names.session(spec.launchId);
    for (;;) {
      const there = pods.known.get(name);
      if (there !== undefined && (await this.adopt(spec, there))) return;
      await this.prepare(spec);
      const storages = await clusterStorages(spec, this.parts);
      // What came before took a while.
      epochs.verify(spec.epoch);
      if (await this.create(spec, name, storages)) return;
      const found = await findPod(name, this.parts);
      if (found !== undefined && (await this.adopt(spec, found))) return;
    }
  }

  /** Whoever made it may have ended before it had given it what it clones with. */
  private async adopt(spec: RunSpec, pod: FollowedPod): Promise<boolean> {
    if (!(await adoptRun(spec, pod, this.parts))) return false;
    await this.credentials.give(spec, pod);
    return true;
  }

  private async prepare(spec: RunSpec): Promise<void> {
    if (this.prepared.has(keyOf(spec))) return;
    this.prepared.set(keyOf(spec), await prepareRun(spec, this.parts));
  }

  /** False where the launch has a pod. */
  private async create(spec: RunSpec, name: string, storages: SessionPodOptions['storages']): Promise<boolean> {
    const { api, names, pods, clone, ephemeralStorage, pullSecret } = this.parts;
    const config = this.configs.get(keyOf(spec));
    const has = (await this.credentials.of(spec)).length > 0;
    const credentials = this.parts.credentials && { secret: has ? names.credentials(spec) : undefined };
    const pod = sessionPodOf(spec, {
      name,
      disk: names.disk(spec.diskId),
      madeForRun: this.prepared.get(keyOf(spec)),
      clone,
      credentials,
      storages,
      ephemeralStorage,
      pullSecret,
      config,
    });
    const created = await api.create<ApiPod>('pods', pod);
    if (created === undefined) return false;
    await this.credentials.give(spec, pods.note(created));
    return true;
  }
}
