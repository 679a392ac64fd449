import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { ensureVolume } from './ensure-volume.js';
import { filterBy } from './filter-by.js';
import { ifFound } from './if-found.js';
import type { InstallationScope } from './installation-scope.js';
import { listWhole } from './list-whole.js';
import { readLabels } from './object-labels.js';

/**
 * Which directories of a disk are being put there. An engine takes a whole directory in, but not as one step: what a crash left
 * half must not be mistaken for the user's files, so it is noted, by an empty volume each, until all is there.
 */
export class HalfPutFiles {
  constructor(
    private readonly docker: Docker,
    private readonly scope: InstallationScope,
    private readonly diskId: string,
  ) {}

  async names(): Promise<readonly string[]> {
    const filters = filterBy('disk', this.diskId);
    const { Volumes } = await listWhole(() => this.docker.listVolumes({ filters }));
    const labels = Volumes.map((volume) => readLabels(volume.Labels));
    const putting = labels.filter((its) => its.kind === 'putting' && this.scope.owns(its));
    return putting.flatMap(({ message }) => (message === undefined ? [] : [message]));
  }

  async begin(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const labels = this.scope.labels({ kind: 'putting', disk: this.diskId, message: name });
      await ensureVolume(this.docker, this.nameOf(name), labels);
    }
  }

  async finish(): Promise<void> {
    for (const name of await this.names()) await ifFound(this.docker.getVolume(this.nameOf(name)).remove());
  }

  private nameOf(name: string): string {
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
    return this.scope.name('putting', `${this.diskId}-${hash}`);
  }
}
