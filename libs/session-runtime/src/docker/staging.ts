import type Docker from 'dockerode';
import type { RunKey } from '../session-runtime.js';
import { type SessionVolumes, stagedVolumes, stagingOptions } from './container-options.js';
import { createContainer } from './create-container.js';
import { ifFound } from './if-found.js';
import type { InstallationScope } from './installation-scope.js';
import { isRefused } from './is-refused.js';
import { isTaken } from './is-taken.js';
import { readLabels } from './object-labels.js';
import { RunFailure } from './run-failure.js';

export interface StagingPlan {
  readonly key: RunKey;
  readonly diskId: string;
  readonly epoch: bigint;
  readonly image: string;
  readonly volumes: SessionVolumes;
}

/**
 * A container without a program, through which files come to a disk before its session has them. Its name is a lock: one
 * process at a time fills a disk, and whoever is overtaken finds the container that it wrote to gone.
 */
export class Staging {
  constructor(
    private readonly docker: Docker,
    private readonly scope: InstallationScope,
    /** Of this driver, of no other one. */
    private readonly author: string,
  ) {}

  nameOf(key: RunKey): string {
    return this.scope.nameOfRun('staging', key);
  }

  /** Undefined where another process, of the same epoch, has it now. Rejects with RunFailure for an image that would run here. */
  async enter(plan: StagingPlan): Promise<Docker.Container | undefined> {
    const name = this.nameOf(plan.key);
    const holder = await ifFound(this.docker.getContainer(name).inspect());
    if (holder !== undefined) {
      const { author, epoch = '0' } = readLabels(holder.Config.Labels);
      if (author !== this.author && BigInt(epoch) >= plan.epoch) return undefined;
      await this.leave(plan.key, holder.Id);
    }
    const labels = this.scope.labels({
      ...{ kind: 'staging', launch: plan.key.launchId, run: String(plan.key.run), disk: plan.diskId },
      ...{ epoch: String(plan.epoch), author: this.author },
    });
    const options = stagingOptions(plan.image, stagedVolumes(plan.volumes), labels);
    try {
      // by its id from now on: another one of this name is not ours
      const { id } = await createContainer(this.docker, { name, ...options });
      const container = this.docker.getContainer(id);
      if (!(await startsAfterMount(container))) return container;
      await this.leave(plan.key, id);
      throw new RunFailure('BAD_IMAGE', `${plan.image} runs where there is no program of its own to run.`);
    } catch (error) {
      if (isTaken(error)) return undefined;
      throw error;
    }
  }

  async leave(key: RunKey, id = this.nameOf(key)): Promise<void> {
    await ifFound(this.docker.getContainer(id).remove({ force: true, v: true }));
  }
}

/** Podman makes a volume the image's or the user's when it is mounted for the first time: that has to be over. */
async function startsAfterMount(container: Docker.Container): Promise<boolean> {
  try {
    await container.start();
    return true;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return false;
  }
}
