import type Docker from 'dockerode';
import type { RunKey } from '../session-runtime.js';
import { type ContainerPlan, containerOptions } from './container-options.js';
import { createContainer } from './create-container.js';
import { ifFound } from './if-found.js';
import type { InstallationScope } from './installation-scope.js';
import { isTaken } from './is-taken.js';
import { listWhole } from './list-whole.js';
import { readLabels } from './object-labels.js';
import type { RunObjects } from './run-objects.js';

/** The container and the network of a run. Every step may be repeated. */
export class RunContainers {
  /** Podman has it where a package of its own is installed. */
  private hasInit = true;

  constructor(
    private readonly docker: Docker,
    private readonly scope: InstallationScope,
  ) {}

  nameOf(key: RunKey): string {
    return this.scope.nameOfRun('session', key);
  }

  networkOf({ launchId }: Pick<RunKey, 'launchId'>): string {
    return this.scope.name('network', launchId);
  }

  async ensureNetwork(key: RunKey): Promise<void> {
    const labels = this.scope.labels({ kind: 'network', launch: key.launchId });
    const name = this.networkOf(key);
    if ((await ifFound(this.docker.getNetwork(name).inspect())) !== undefined) return;
    try {
      await this.docker.createNetwork({ Name: name, Driver: 'bridge', Labels: labels, CheckDuplicate: true });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }

  /** Not started. One that is there is left as it is. */
  async create(key: RunKey, plan: ContainerPlan): Promise<void> {
    const options = containerOptions(plan);
    const { HostConfig, ...rest } = options;
    const init = this.hasInit ? {} : { Init: false };
    try {
      await createContainer(this.docker, { name: this.nameOf(key), ...rest, HostConfig: { ...HostConfig, ...init } });
    } catch (error) {
      if (isTaken(error)) return;
      if (!this.hasInit || !isInitMissing(error)) throw error;
      this.hasInit = false;
      await this.create(key, plan);
    }
  }

  /** Another process may start or remove it at the same time: that is seen by looking again. */
  async start(key: RunKey): Promise<void> {
    await ifFound(this.docker.getContainer(this.nameOf(key)).start()).catch(unlessSoAlready);
  }

  async remove(name: string): Promise<void> {
    await ifFound(this.docker.getContainer(name).remove({ force: true, v: true }));
  }

  /** Ends it within the grace period or by force. It stays, for what it printed, until its launch has another or its disk goes. */
  async stop(key: RunKey, graceMs: number): Promise<void> {
    const container = this.docker.getContainer(this.nameOf(key));
    const found = await ifFound(container.inspect());
    if (found === undefined) return;
    if (/^0001-/.test(found.State.StartedAt)) return this.remove(this.nameOf(key));
    if (found.State.Running) await ifFound(container.stop({ t: Math.ceil(graceMs / 1000) })).catch(unlessSoAlready);
  }

  /** What is left of earlier runs. */
  async removeEnded(launchId: string, runs: readonly RunObjects[]): Promise<void> {
    for (const { key, notes, container } of runs) {
      if (key.launchId === launchId && notes.run === undefined && container !== undefined)
        await this.remove(container.id);
    }
  }

  /** Engines have few networks; what is left of an ended container needs none. */
  async removeNetwork(launchId: string, containers: readonly string[]): Promise<void> {
    const network = this.docker.getNetwork(this.networkOf({ launchId }));
    if ((await ifFound(network.inspect())) === undefined) return;
    for (const container of containers)
      await network.disconnect({ Container: container, Force: true }).catch(() => undefined);
    await ifFound(network.remove());
  }

  /** The launches that have a network. */
  async networked(): Promise<readonly string[]> {
    const networks = await listWhole(() => this.docker.listNetworks({ filters: this.scope.filters }));
    return networks.map(({ Labels }) => readLabels(Labels).launch).filter((launch) => launch !== undefined);
  }
}

function isInitMissing(error: unknown): boolean {
  return error instanceof Error && /init binary|catatonit|docker-init/.test(error.message);
}

/** Docker answers 304; Podman does so, too, and 500 where it is just being done. */
function unlessSoAlready(error: unknown): void {
  if (!(error instanceof Error) || !('statusCode' in error)) throw error;
  if (error.statusCode !== 304 && !/container state improper/.test(error.message)) throw error;
}
