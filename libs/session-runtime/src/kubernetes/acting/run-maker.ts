import { keyOf } from '../../key-of.js';
import type { RunKey, RunSpec } from '../../session-runtime.js';
import { InFlightLimit } from '../api/in-flight-limit.js';
import { sessionPodOf } from '../objects/session-pod-of.js';
import type { ApiPod } from '../observing/api-pod.js';
import { adoptRun } from './adopt-run.js';
import type { ClusterParts } from './cluster-parts.js';
import { findPod } from './find-pod.js';
import { prepareRun } from './prepare-run.js';

const AT_ONCE = 16;

/**
 * Three writes for the first run of a disk (disk, Secret, pod), two for a later one, none for one that is there. Each may be repeated;
 * the pod comes last, so whoever is killed before it leaves nothing that runs.
 */
export class RunMaker {
  /** Whole runs, not calls alone: else the first pod of many would wait for the disks of all. */
  private readonly turns = new InFlightLimit(AT_ONCE);
  /** All is there but the pod, for which there was no room: it is asked for again, and nothing else. */
  private readonly prepared = new Set<string>();

  constructor(private readonly parts: ClusterParts) {}

  async make(spec: RunSpec): Promise<void> {
    await this.turns.run(() => this.makeOrAdopt(spec));
    this.forget(spec);
  }

  /** It is not to be made any more. */
  forget(run: RunKey): void {
    this.prepared.delete(keyOf(run));
  }

  private async makeOrAdopt(spec: RunSpec): Promise<void> {
    const { names, pods, epochs } = this.parts;
    const name = names.session(spec.launchId);
    for (;;) {
      const there = pods.known.get(name);
      if (there !== undefined && (await adoptRun(spec, there, this.parts))) return;
      await this.prepare(spec);
      // What came before took a while.
      epochs.verify(spec.epoch);
      if (await this.create(spec, name)) return;
      const found = await findPod(name, this.parts);
      if (found !== undefined && (await adoptRun(spec, found, this.parts))) return;
    }
  }

  private async prepare(spec: RunSpec): Promise<void> {
    if (this.prepared.has(keyOf(spec))) return;
    await prepareRun(spec, this.parts);
    this.prepared.add(keyOf(spec));
  }

  /** False where the launch has a pod. */
  private async create(spec: RunSpec, name: string): Promise<boolean> {
    const { api, names, pods, clone, ephemeralStorage, imageConfigOf } = this.parts;
    const config = await imageConfigOf?.(spec.image);
    const pod = sessionPodOf(spec, { name, disk: names.disk(spec.diskId), clone, ephemeralStorage, config });
    const created = await api.create<ApiPod>('pods', pod);
    if (created !== undefined) pods.note(created);
    return created !== undefined;
  }
}
