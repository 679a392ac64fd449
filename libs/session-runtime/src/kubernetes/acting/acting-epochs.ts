import type { KubernetesObject } from '@kubernetes/client-node';
import { KeyedQueue } from '../../keyed-queue.js';
import { StaleEpochError } from '../../stale-epoch-error.js';
import { ApiError } from '../api/api-error.js';
import type { ApiObject } from '../api/api-object.js';
import type { KubernetesApi } from '../api/kubernetes-api.js';
import { metadataKeys as keys } from '../objects/metadata-keys.js';
import { epochIn } from '../observing/epoch-in.js';
import { type Followed, ObjectFeed } from '../observing/object-feed.js';

interface FollowedEpoch extends Followed {
  readonly epoch: bigint;
}

export interface ActingEpochsOptions {
  /** Of the one object that remembers. */
  readonly name: string;
  readonly installation: string;
  readonly onError: (error: unknown) => void;
}

/**
 * Under which epoch an installation has acted last: one object, written once for each epoch and watched by every driver.
 *
 * What it can promise: from when `admit` has resolved, no driver that hears of it (a watch away, milliseconds) admits a smaller
 * one, and none that starts later. What it cannot: the API server has no write to one object that depends on another, so a
 * worker that was overtaken and has not heard of it yet may still create. That does no harm: the name decides that it is
 * the only pod of that launch, and the new worker sees it, adopts it or ends it. Deletions are safe without this watch:
 * each depends on the version of the very object, which whoever adopts it under a new epoch has changed; and before a disk,
 * which nobody need have touched since, what is stored here is read.
 */
export class ActingEpochs {
  private readonly feed: ObjectFeed<ApiObject, FollowedEpoch>;
  private readonly raising = new KeyedQueue();
  private seen = 0n;

  constructor(
    private readonly api: KubernetesApi,
    private readonly options: ActingEpochsOptions,
  ) {
    this.feed = new ObjectFeed<ApiObject, FollowedEpoch>(api, {
      selection: { resource: 'leases', fieldSelector: `metadata.name=${options.name}` },
      project: ({ metadata: { name, resourceVersion, annotations } }) => ({
        ...{ name, resourceVersion },
        epoch: epochIn(annotations),
      }),
      onChange: ({ epoch }) => this.hear(epoch),
      onError: options.onError,
    });
  }

  /** Rejects with StaleEpochError where a greater one has acted. Costs a call only for an epoch that is new. */
  async admit(epoch: bigint): Promise<void> {
    await this.feed.synced;
    this.verify(epoch);
    if (epoch > this.seen) await this.raising.run('epoch', () => this.raise(epoch));
  }

  /** What an object that it wants to change says of who acted on it. */
  verify(epoch: bigint, of: bigint = this.seen): void {
    this.hear(of);
    if (this.seen > epoch) throw new StaleEpochError(epoch, this.seen);
  }

  /** The same, as it is now and not as this driver has heard. */
  async verifyStored(epoch: bigint): Promise<void> {
    this.verify(epoch, epochIn((await this.stored())?.metadata.annotations));
  }

  close(): Promise<void> {
    return this.feed.close();
  }

  private hear(epoch: bigint): void {
    if (epoch > this.seen) this.seen = epoch;
  }

  private stored(): Promise<ApiObject | undefined> {
    return this.api.find<ApiObject>('leases', this.options.name);
  }

  /** Several drivers may be at it: whoever was first is seen when it is tried again. */
  private async raise(epoch: bigint): Promise<void> {
    for (;;) {
      this.verify(epoch);
      if (this.seen === epoch) return;
      const stored = await this.stored();
      this.verify(epoch, epochIn(stored?.metadata.annotations));
      if (this.seen === epoch) return;
      if (await this.write(epoch, stored)) this.hear(epoch);
    }
  }

  /** False where somebody else wrote in the meantime. */
  private async write(epoch: bigint, stored: ApiObject | undefined): Promise<boolean> {
    const annotations = { ...stored?.metadata.annotations, [keys.epoch]: String(epoch) };
    try {
      if (stored === undefined) return (await this.api.create('leases', this.object(annotations))) !== undefined;
      await this.api.replace('leases', { ...stored, metadata: { ...stored.metadata, annotations } });
      return true;
    } catch (error) {
      if (error instanceof ApiError && [404, 409].includes(error.status)) return false;
      throw error;
    }
  }

  private object(annotations: Record<string, string>): KubernetesObject {
    const { name, installation } = this.options;
    const labels = { [keys.managedBy]: keys.manager, [keys.installation]: installation };
    return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, labels, annotations } };
  }
}
