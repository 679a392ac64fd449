import type Docker from 'dockerode';
import type { EpochNotes } from '../acted-epochs.js';
import { ensureVolume } from './ensure-volume.js';
import { filterBy } from './filter-by.js';
import { ifFound } from './if-found.js';
import type { InstallationScope } from './installation-scope.js';
import { listWhole } from './list-whole.js';
import { readLabels } from './object-labels.js';

/** An empty volume for each epoch, named after it. */
export class VolumeEpochs implements EpochNotes {
  constructor(
    private readonly docker: Docker,
    private readonly scope: InstallationScope,
  ) {}

  async write(epoch: bigint): Promise<void> {
    const labels = this.scope.labels({ kind: 'epoch', epoch: String(epoch) });
    await ensureVolume(this.docker, this.nameOf(epoch), labels);
  }

  /** Before each act: of all objects, which grow with the launches, only these are listed. */
  async all(): Promise<bigint[]> {
    const { Volumes } = await listWhole(() => this.docker.listVolumes({ filters: filterBy('kind', 'epoch') }));
    const ours = Volumes.map((volume) => readLabels(volume.Labels)).filter((labels) => this.scope.owns(labels));
    return ours.flatMap(({ epoch }) => (epoch === undefined ? [] : [BigInt(epoch)]));
  }

  async forget(epoch: bigint): Promise<void> {
    await ifFound(this.docker.getVolume(this.nameOf(epoch)).remove());
  }

  private nameOf(epoch: bigint): string {
    return this.scope.name('epoch', String(epoch));
  }
}
