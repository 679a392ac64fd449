import type Docker from 'dockerode';
import { StaleEpochError } from '../stale-epoch-error.js';
import { ifFound } from './if-found.js';
import type { InstallationScope } from './installation-scope.js';
import { isTaken } from './is-taken.js';
import { listWhole } from './list-whole.js';
import { readLabels } from './object-labels.js';

/**
 * Under which epochs the drivers of one installation have acted: an empty volume each, named after it, of which the greatest
 * counts. As the local runtime does it with files.
 */
export class EpochNotes {
  constructor(
    private readonly docker: Docker,
    private readonly scope: InstallationScope,
  ) {}

  /** From when this resolves on, no smaller epoch is admitted by any driver. Rejects with StaleEpochError. */
  async admit(epoch: bigint): Promise<void> {
    if ((await this.verify(epoch)) === epoch) return;
    await this.write(epoch);
    // somebody with a greater one may have come while we wrote
    await this.verify(epoch);
    await this.forgetBefore(epoch);
  }

  /** The greatest one so far, undefined when none has acted. Rejects with StaleEpochError when it is greater than this. */
  async verify(epoch: bigint): Promise<bigint | undefined> {
    const seen = (await this.all()).reduce<bigint | undefined>(
      (greatest, other) => (greatest === undefined || other > greatest ? other : greatest),
      undefined,
    );
    if (seen !== undefined && seen > epoch) throw new StaleEpochError(epoch, seen);
    return seen;
  }

  private async write(epoch: bigint): Promise<void> {
    const labels = this.scope.labels({ kind: 'epoch', epoch: String(epoch) });
    try {
      await this.docker.createVolume({ Name: this.nameOf(epoch), Labels: labels });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }

  private async all(): Promise<bigint[]> {
    const { Volumes } = await listWhole(() => this.docker.listVolumes({ filters: this.scope.filters }));
    const labels = Volumes.map((volume) => readLabels(volume.Labels));
    return labels.flatMap(({ kind, epoch }) => (kind === 'epoch' && epoch !== undefined ? [BigInt(epoch)] : []));
  }

  private async forgetBefore(epoch: bigint): Promise<void> {
    const older = (await this.all()).filter((other) => other < epoch);
    await Promise.all(older.map((other) => ifFound(this.docker.getVolume(this.nameOf(other)).remove())));
  }

  private nameOf(epoch: bigint): string {
    return this.scope.name('epoch', String(epoch));
  }
}
