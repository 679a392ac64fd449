import { Kubeplane, type KubeplaneOptions } from '../kubeplane/kubeplane.js';
import { ClusterServices } from './cluster-services.js';
import type { RealNodeParts } from './find-real-node.js';
import { NODE_ADDRESS } from './node-address.js';
import { RealNode } from './real-node.js';

interface RealClusterOptions extends KubeplaneOptions {
  /** Pods reach services, by their names, too, and the API server as one of them. */
  readonly services?: {
    /** The program that enforces NetworkPolicies. */
    readonly policies: string | undefined;
  };
}

/** A control plane whose one node is real. */
export class RealCluster {
  private constructor(
    readonly plane: Kubeplane,
    readonly node: RealNode,
    private readonly services: ClusterServices | undefined,
  ) {}

  /** `archives`: the images that are on the node from the beginning. */
  static async start(
    parts: RealNodeParts,
    archives: readonly string[],
    { services, ...options }: RealClusterOptions = {},
  ): Promise<RealCluster> {
    const address = services && NODE_ADDRESS;
    const plane = await Kubeplane.start(parts.binary, { ...options, nodes: 0, ...(address && { address }) });
    try {
      const node = await RealNode.join(plane, parts, archives, address);
      const running = services && (await ClusterServices.start(plane, { binary: parts.binary, ...services }));
      return new RealCluster(plane, node, running);
    } catch (error) {
      await plane.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.services?.end();
    await this.node.close();
    await this.plane.close();
  }
}
