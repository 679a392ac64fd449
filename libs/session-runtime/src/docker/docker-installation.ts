import { randomUUID } from 'node:crypto';
import type Docker from 'dockerode';
import { ActedEpochs } from '../acted-epochs.js';
import type { RunKey } from '../session-runtime.js';
import { filterBy } from './filter-by.js';
import type { InstallationScope } from './installation-scope.js';
import { lookAtRuns } from './look-at-runs.js';
import type { ObjectLabels } from './object-labels.js';
import { RunContainers } from './run-containers.js';
import { RunNotes } from './run-notes.js';
import type { RunObjects } from './run-objects.js';
import { SessionDisks } from './session-disks.js';
import { Staging } from './staging.js';
import { VolumeEpochs } from './volume-epochs.js';

/** What one installation has at an engine, each kind of thing by the part that knows how to make and remove it. */
export class DockerInstallation {
  /** Of this process: whoever finds it on an object knows whose it is. */
  readonly author = randomUUID();
  readonly notes: RunNotes;
  readonly epochs: ActedEpochs;
  readonly containers: RunContainers;
  readonly disks: SessionDisks;
  readonly staging: Staging;

  constructor(
    readonly docker: Docker,
    readonly scope: InstallationScope,
  ) {
    this.notes = new RunNotes(docker, scope);
    this.epochs = new ActedEpochs(new VolumeEpochs(docker, scope));
    this.containers = new RunContainers(docker, scope);
    this.disks = new SessionDisks(docker, scope);
    this.staging = new Staging(docker, scope, this.author);
  }

  /** Of all launches, or of one. */
  runs(launchId?: string): Promise<RunObjects[]> {
    return this.runsIn(launchId === undefined ? this.scope.filters : filterBy('launch', launchId));
  }

  /** What is to exist and has this disk: the other notes of a run do not say its disk. */
  async usersOf(diskId: string): Promise<RunObjects[]> {
    const runs = await this.runsIn(filterBy('disk', diskId));
    return runs.filter(({ notes }) => notes.run?.disk === diskId);
  }

  async run(key: RunKey): Promise<RunObjects | undefined> {
    return (await this.runs(key.launchId)).find(({ key: { run } }) => run === key.run);
  }

  private async runsIn(filters: { label: string[] }): Promise<RunObjects[]> {
    return (await lookAtRuns(this.docker, filters)).filter((run) => labelsIn(run).some((its) => this.scope.owns(its)));
  }
}

function labelsIn({ notes, container }: RunObjects): ObjectLabels[] {
  return [...Object.values(notes), ...(container === undefined ? [] : [container.labels])];
}
