import { Kubeplane, type KubeplaneOptions } from '../kubeplane/kubeplane.js';
import type { RealNodeParts } from './find-real-node.js';
import { RealNode } from './real-node.js';

/** A control plane whose one node is real. */
export class RealCluster {
  private constructor(
    readonly plane: Kubeplane,
    readonly node: RealNode,
  ) {}

  /** `archives`: the images that are on the node from the beginning. */
  static async start(
    parts: RealNodeParts,
    archives: readonly string[],
    options: KubeplaneOptions = {},
  ): Promise<RealCluster> {
    const plane = await Kubeplane.start(parts.binary, { ...options, nodes: 0 });
    try {
      return new RealCluster(plane, await RealNode.join(plane, parts, archives));
    } catch (error) {
      await plane.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.node.close();
    await this.plane.close();
  }
}
