import { KeyedQueue } from '../../keyed-queue.js';
import type { RepositoryCredential } from '../../repository-credentials.js';
import type { RunKey, RunSpec } from '../../session-runtime.js';
import { runCredentialsOf, spentCredentials } from '../objects/run-credentials-of.js';
import type { FollowedPod } from '../observing/followed-pod.js';
import type { ClusterParts } from './cluster-parts.js';

type Parts = Pick<ClusterParts, 'api' | 'names' | 'clone' | 'credentials'>;

/**
 * The Secrets that pods clone with. A pod that has one waits for it, so it is made after the pod, whose garbage it is from its beginning;
 * it is emptied when the clones are over.
 */
export class RunCredentials {
  private readonly emptying = new KeyedQueue();

  constructor(
    private readonly parts: Parts,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Of the person whose run it is; none where nothing is cloned. */
  async of({ labels, repositories }: RunSpec): Promise<readonly RepositoryCredential[]> {
    const { clone, credentials } = this.parts;
    if (clone.image === undefined || credentials === undefined || repositories.length === 0) return [];
    return credentials.of(labels.userId, repositories);
  }

  /** Where the pod waits for it. Can be repeated. */
  async give(spec: RunSpec, pod: Pick<FollowedPod, 'name' | 'uid' | 'credentials'>): Promise<void> {
    if (pod.credentials !== 'wanted') return;
    const { api, names } = this.parts;
    const secret = { name: names.credentials(spec), pod: { name: pod.name, uid: pod.uid } };
    await api.create('secrets', runCredentialsOf(spec, await this.of(spec), secret));
  }

  /** Takes its turn: after a start there are many, of which nobody knows whether they are empty. */
  empty(run: RunKey): void {
    const { api, names } = this.parts;
    this.emptying.run('all', () => api.merge('secrets', names.credentials(run), spentCredentials)).catch(this.onError);
  }

  settled(): Promise<void> {
    return this.emptying.settled();
  }
}
