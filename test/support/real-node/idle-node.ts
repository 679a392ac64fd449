import type { AdminClient } from '../kubeplane/admin-client.js';

const NAME = 'idle';
const BEAT_MS = 1_000;

/**
 * A node that is well and takes no pods. Where all its nodes are silent, a cluster takes itself for what is cut off, and takes nothing
 * away from any of them.
 */
export class IdleNode {
  private readonly beating: NodeJS.Timeout;

  private constructor(private readonly admin: AdminClient) {
    // One beat that is lost is made up for by the next.
    this.beating = setInterval(() => void this.beat().catch(() => undefined), BEAT_MS);
  }

  static async join(admin: AdminClient): Promise<IdleNode> {
    const taints = [{ key: 'idle', effect: 'NoSchedule' }];
    await admin.create('/api/v1/nodes', { metadata: { name: NAME }, spec: { taints } });
    const node = new IdleNode(admin);
    await node.beat();
    return node;
  }

  close(): void {
    clearInterval(this.beating);
  }

  private async beat(): Promise<void> {
    const condition = { type: 'Ready', status: 'True', reason: 'Idle', lastHeartbeatTime: new Date().toISOString() };
    await this.admin.merge(`/api/v1/nodes/${NAME}/status`, { status: { conditions: [condition] } });
  }
}
