import type Docker from 'dockerode';
import { type RunSpec, RuntimeBusyError } from '../session-runtime.js';
import type { SessionVolumes } from './container-options.js';
import { ensureVolume } from './ensure-volume.js';
import { filterBy } from './filter-by.js';
import { HalfPutFiles } from './half-put-files.js';
import { ifFound } from './if-found.js';
import type { InstallationScope } from './installation-scope.js';
import { listWhole } from './list-whole.js';
import { readLabels } from './object-labels.js';

/** The volumes that outlive runs: a user's /work and home for one session. */
export class SessionDisks {
  constructor(
    private readonly docker: Docker,
    private readonly scope: InstallationScope,
  ) {}

  volumesOf(diskId: string): SessionVolumes {
    return { work: this.scope.name('work', diskId), home: this.scope.name('home', diskId) };
  }

  /** Makes the disk where it is absent. With the run that it was made for, undefined where an earlier version made it. */
  async ensure({ diskId, run }: Pick<RunSpec, 'diskId' | 'run'>) {
    const volumes = this.volumesOf(diskId);
    for (const [kind, name] of Object.entries(volumes) as [keyof SessionVolumes, string][]) {
      const labels = this.scope.labels({ kind, disk: diskId, 'made-for-run': String(run) });
      await ensureVolume(this.docker, name, labels);
    }
    const { Labels } = await this.docker.getVolume(volumes.work).inspect();
    return { volumes, madeForRun: readLabels(Labels)['made-for-run'] };
  }

  /** For good, and with it what is left of the containers that had it. Rejects where one of them runs. */
  async discard(diskId: string): Promise<void> {
    const all = { all: true, filters: filterBy('disk', diskId) };
    for (const { Id, State, Labels } of await listWhole(() => this.docker.listContainers(all))) {
      if (State === 'running' || !this.scope.owns(readLabels(Labels))) continue;
      await ifFound(this.docker.getContainer(Id).remove({ v: true }));
    }
    await new HalfPutFiles(this.docker, this.scope, diskId).finish();
    const { work, home } = this.volumesOf(diskId);
    for (const name of [work, home]) await this.remove(name, diskId);
  }

  private async remove(name: string, diskId: string): Promise<void> {
    await ifFound(this.docker.getVolume(name).remove()).catch((error: unknown) => {
      if (!(error instanceof Error) || !/(in|being) use/.test(error.message)) throw error;
      throw new RuntimeBusyError(`Disk ${diskId} is in use by a container: ${error.message}`);
    });
  }
}
