import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { ifFound } from './if-found.js';
import type { InstallationScope } from './installation-scope.js';
import { isTaken } from './is-taken.js';
import { labelName, readLabels } from './object-labels.js';

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
    const { Volumes } = await this.docker.listVolumes({
      filters: { label: [...this.scope.filters.label, `${labelName('disk')}=${this.diskId}`] },
    });
    const labels = Volumes.map((volume) => readLabels(volume.Labels));
    return labels.flatMap(({ kind, message }) => (kind === 'putting' && message !== undefined ? [message] : []));
  }

  async begin(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const labels = this.scope.labels({ kind: 'putting', disk: this.diskId, message: name });
      await this.docker.createVolume({ Name: this.nameOf(name), Labels: labels }).catch((error: unknown) => {
        if (!isTaken(error)) throw error;
      });
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
