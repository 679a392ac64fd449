import type { Observed } from '../../session-runtime.js';
import type { FollowedPod } from '../observing/followed-pod.js';
import { type ClusterEvent, mountTrouble } from '../observing/mount-trouble.js';
import type { ClusterParts } from './cluster-parts.js';

const MOST = 20;

type WaitingPod = FollowedPod & { readonly observed: Extract<Observed, { status: 'starting' }> };

/**
 * Why a disk does not come is said by events alone. There are too many to be watched: they are asked for, of the few pods that
 * wait for their disk from one look to the next.
 */
export class DiskTroubles {
  private waited = new Set<string>();

  constructor(private readonly parts: Pick<ClusterParts, 'api' | 'pods'>) {}

  async look(): Promise<void> {
    const waiting = [...this.parts.pods.known.values()].filter(waitsForDisk);
    const late = waiting.filter(({ uid }) => this.waited.has(uid));
    this.waited = new Set(waiting.map(({ uid }) => uid));
    for (const pod of late.slice(0, MOST)) await this.ask(pod);
  }

  private async ask(pod: WaitingPod): Promise<void> {
    const fieldSelector = `involvedObject.uid=${pod.uid},type=Warning`;
    const pages = this.parts.api.list<ClusterEvent>({ resource: 'events', fieldSelector });
    for await (const { items } of pages) {
      const detail = mountTrouble(items);
      if (detail !== undefined) this.parts.pods.amend(pod, { ...pod, observed: { ...pod.observed, detail } });
    }
  }
}

/** And nobody knows yet why. */
function waitsForDisk(pod: FollowedPod): pod is WaitingPod {
  const { observed } = pod;
  return observed.status === 'starting' && observed.phase === 'disk' && observed.detail === undefined;
}
