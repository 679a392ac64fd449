import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Phase, RunSpec } from '../session-runtime.js';
import type { StorageSources } from '../storages/storage-sources.js';
import { answers } from './answers.js';
import type { CloneParts } from './clone-parts.js';
import type { DockerInstallation } from './docker-installation.js';
import { startFailure } from './engine-refusal.js';
import { isRefused } from './is-refused.js';
import { mayNeedWritableRoot } from './may-need-writable-root.js';
import { NotWantedError } from './not-wanted-error.js';
import { prepareSession } from './prepare-session.js';
import { type PullCredentials, pullImage } from './pull-image.js';
import { RunFailure } from './run-failure.js';
import type { RunContainer, RunObjects } from './run-objects.js';

export interface StartRunParts {
  readonly here: DockerInstallation;
  readonly spec: RunSpec;
  /** What its server is to demand. */
  readonly token: string;
  readonly pullCredentials?: PullCredentials | undefined;
  readonly clone: CloneParts;
  readonly storages: StorageSources;
  readonly tell: (phase: Phase, detail?: string) => void;
  readonly signal: AbortSignal;
}

const [shortestPauseMs, longestPauseMs] = [50, 500];

/**
 * One run from wherever it is to ready: each step looks at what the engine has and does what comes next, so that a start which
 * was cut off anywhere, here or in another process, goes on.
 */
export class StartRun {
  private isRootWritable = false;
  private pauseMs = shortestPauseMs;

  constructor(private readonly parts: StartRunParts) {}

  /** Resolves when it is ready or has ended. Rejects with RunFailure, NotWantedError, StaleEpochError. */
  async start(): Promise<void> {
    const { signal } = this.parts;
    this.refuseWhatIsNotThere();
    const image = await this.image();
    while (!(await this.step(image))) {
      await delay(this.pauseMs, undefined, { signal });
      this.pauseMs = Math.min(this.pauseMs * 1.5, longestPauseMs);
    }
  }

  /** Whether nothing is left to do. */
  private async step(image: Docker.ImageInspectInfo): Promise<boolean> {
    const { container, notes } = await this.wanted();
    if (notes.ready !== undefined || notes.failed !== undefined) return true;
    if (container === undefined) await this.make(image);
    else if (container.state === 'created') await this.run();
    else if (container.state === 'running') return this.isReady(container);
    else return this.hasEnded(container);
    return false;
  }

  private async wanted(): Promise<RunObjects> {
    const { here, spec, signal } = this.parts;
    signal.throwIfAborted();
    const objects = await here.run(spec);
    if (objects?.notes.run === undefined || objects.notes.ending !== undefined) throw new NotWantedError();
    return objects;
  }

  private async image(): Promise<Docker.ImageInspectInfo> {
    const { here, spec, tell, signal, pullCredentials: credentials } = this.parts;
    const pulling = { tell: (detail?: string) => tell('pulling', detail), signal, credentials };
    const image = await pullImage(here.docker, spec.image, pulling);
    const { Arch } = await here.docker.version();
    if (image.Architecture === '' || image.Architecture === Arch) return image;
    const message = `${spec.image.reference} is for processors of the kind ${image.Architecture}, and this machine is ${Arch}.`;
    throw new RunFailure('PLATFORM_MISMATCH', message);
  }

  private async make(image: Docker.ImageInspectInfo): Promise<void> {
    const { here, spec, tell } = this.parts;
    if (spec.repositories.length === 0) tell('disk');
    const plan = await prepareSession({ ...this.parts, isRootWritable: this.isRootWritable }, image);
    if (plan === undefined) return;
    await this.wanted();
    await here.epochs.verify(spec.epoch);
    await here.containers.removeEnded(spec.launchId, await here.runs(spec.launchId));
    await here.containers.ensureNetwork(spec);
    await orFailure(here.containers.create(spec, plan));
  }

  private async run(): Promise<void> {
    const { here, spec, tell } = this.parts;
    tell('starting');
    await here.epochs.verify(spec.epoch);
    try {
      await here.containers.start(spec);
    } catch (error) {
      if (!isRefused(error)) throw error;
      // Podman chooses the port when it makes the container, and somebody else may have it by now
      if (!/address already in use|port is already allocated/i.test(error.message)) throw startFailure(error);
      await here.containers.remove(here.containers.nameOf(spec));
    }
  }

  private async isReady({ port, labels }: RunContainer): Promise<boolean> {
    const { here, spec, token, tell } = this.parts;
    tell('checking');
    const frontEnd = labels['front-end'] === 'http' ? 'http' : 'jupyter';
    if (port === undefined || !(await answers({ port, frontEnd, token }))) return false;
    await here.notes.write('ready', spec);
    return true;
  }

  private async hasEnded(container: RunContainer): Promise<boolean> {
    if (!mayNeedWritableRoot(container, false)) return true;
    this.isRootWritable = true;
    await this.parts.here.containers.remove(container.id);
    return false;
  }

  private refuseWhatIsNotThere(): void {
    const { gpu = 0 } = this.parts.spec.resources;
    if (gpu > 0) throw new RunFailure('NO_CAPACITY', 'It asks for a GPU, and the Docker runtime gives none.');
  }
}

async function orFailure(request: Promise<void>): Promise<void> {
  try {
    await request;
  } catch (error) {
    throw isRefused(error) ? startFailure(error) : error;
  }
}
