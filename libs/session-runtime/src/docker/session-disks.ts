import type Docker from 'dockerode';
import { RuntimeBusyError } from '../session-runtime.js';
import type { SessionVolumes } from './container-options.js';
import { HalfPutFiles } from './half-put-files.js';
import { ifFound } from './if-found.js';
import type { InstallationScope } from './installation-scope.js';
import { isTaken } from './is-taken.js';
import { labelName } from './object-labels.js';

/** The volumes that outlive runs: a user's /work and home for one session. */
export class SessionDisks {
  constructor(
    private readonly docker: Docker,
    private readonly scope: InstallationScope,
  ) {}

  volumesOf(diskId: string): SessionVolumes {
    return { work: this.scope.name('work', diskId), home: this.scope.name('home', diskId) };
  }

  async ensure(diskId: string): Promise<SessionVolumes> {
    const volumes = this.volumesOf(diskId);
    for (const [kind, name] of Object.entries(volumes) as [keyof SessionVolumes, string][]) {
      const labels = this.scope.labels({ kind, disk: diskId });
      await this.docker.createVolume({ Name: name, Labels: labels }).catch((error: unknown) => {
        if (!isTaken(error)) throw error;
      });
    }
    return volumes;
  }

  /** For good, and with it what is left of the containers that had it. Rejects where one of them runs. */
  async discard(diskId: string): Promise<void> {
    const label = [...this.scope.filters.label, `${labelName('disk')}=${diskId}`];
    const left = await this.docker.listContainers({ all: true, filters: { label } });
    for (const { Id, State } of left) if (State !== 'running') await ifFound(this.docker.getContainer(Id).remove());
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
