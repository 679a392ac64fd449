import type { V1Pod } from '@kubernetes/client-node';
import type { KubeplaneOptions } from '../../support/kubeplane/kubeplane.js';
import type { RealNodeParts } from '../../support/real-node/find-real-node.js';
import { RealCluster } from '../../support/real-node/real-cluster.js';
import { until } from '../../support/until.js';
import type { Person } from './person.js';
import { System } from './system.js';

export interface Launch {
  readonly launchId: string;
  readonly run: number;
  readonly status: string;
  readonly phase?: string;
  readonly phaseDetail?: string;
  readonly reason?: { readonly code: string; readonly message: string; readonly advice: string };
  readonly warnings?: readonly { readonly code: string; readonly message: string }[];
}

export interface Wanted {
  readonly image: string;
  readonly command?: readonly string[];
  readonly memory?: string;
  /** Of Git, cloned before it starts. */
  readonly repository?: string;
  /** As its project connects them. */
  readonly storages?: readonly { readonly name: string; readonly source: string; readonly readOnly: boolean }[];
}

interface NodeSystemOptions extends KubeplaneOptions {
  /** Files with the images that are on the node. */
  readonly archives: readonly string[];
  /** Of the product, beside the cluster that it uses. */
  readonly settings?: NodeJS.ProcessEnv;
}

/** The product whose sessions are pods of a real node, and somebody who launches them. */
export class NodeSystem {
  private constructor(
    readonly cluster: RealCluster,
    readonly system: System,
    readonly grace: Person,
  ) {}

  static async start(parts: RealNodeParts, options: NodeSystemOptions): Promise<NodeSystem> {
    const { archives, settings, ...ofPlane } = options;
    const cluster = await RealCluster.start(parts, archives, ofPlane);
    try {
      const KUBECONFIG = cluster.plane.kubeconfig('standalone');
      const system = await System.start({ SESSION_RUNTIME: 'kubernetes', KUBECONFIG, ...settings });
      return new NodeSystem(cluster, system, await system.person('grace'));
    } catch (error) {
      await cluster.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.system.remove();
    await this.cluster.close();
  }

  /** Of a session in a project of its own. */
  async launched({
    image,
    command,
    memory = '64Mi',
    repository,
    storages = [],
  }: Wanted): Promise<{ projectId: string } & Launch> {
    const { grace } = this;
    const projectId = await grace.createProject();
    if (repository !== undefined) await grace.post(`/projects/${projectId}/repositories`, { url: repository });
    for (const storage of storages) await grace.post(`/projects/${projectId}/storages`, storage);
    const run = command && { command };
    const environment = { source: 'image', image, name: 'Of this test', ...(run && { run }) };
    await grace.post(`/projects/${projectId}/sessions`, { environment, resources: { memory } });
    return { projectId, ...(await grace.post<Launch>(`/projects/${projectId}/launch`)).body };
  }

  async running(wanted: Wanted): Promise<{ projectId: string } & Launch> {
    const launch = await this.launched(wanted);
    await this.untilIs(launch.launchId, { status: 'running' });
    return launch;
  }

  untilIs(launchId: string, wanted: Partial<Launch>): Promise<Launch> {
    let last: Launch | undefined;
    return until(
      () => `the launch is ${JSON.stringify(wanted)}, but ${JSON.stringify(last)}`,
      async () => {
        last = (await this.grace.get<Launch>(`/launches/${launchId}`)).body;
        return Object.entries(wanted).every(([name, value]) => last?.[name as keyof Launch] === value) && last;
      },
      90_000,
    );
  }

  /** With all that it had. */
  async discard(launchId: string): Promise<void> {
    await this.grace.post(`/launches/${launchId}/stop`, { discard: true });
    await this.untilIs(launchId, { status: 'inactive' });
  }

  async podOf(launchId: string): Promise<V1Pod | undefined> {
    const pods = await this.cluster.plane.admin.labelled<V1Pod>(this.pods, `renku-sessions/launch=${launchId}`);
    return pods[0];
  }

  async podPath(launchId: string): Promise<string> {
    return `${this.pods}/${(await this.podOf(launchId))?.metadata?.name ?? ''}`;
  }

  /** Where its files are on the node; undefined where there are none. */
  async diskOf(launchId: string): Promise<string | undefined> {
    const { node, plane } = this.cluster;
    const volumes = (await this.podOf(launchId))?.spec?.volumes ?? [];
    const [claim = ''] = volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
    return node.disks.of(plane.namespace, claim);
  }

  private get pods(): string {
    return `/api/v1/namespaces/${this.cluster.plane.namespace}/pods`;
  }
}
