import type { V1Pod } from '@kubernetes/client-node';
import type { AdminClient } from '../../../support/kubeplane/admin-client.js';
import type { Verdict } from '../verdict.js';

/** Every pod that there was, as far as a watch tells that begins anew where the API server was away. */
export class PodHistory {
  private readonly podsOfRuns = new Map<string, Set<string>>();

  private constructor() {}

  static async of(admin: AdminClient, namespace: string): Promise<PodHistory> {
    const history = new PodHistory();
    await admin.watch<V1Pod>(`/api/v1/namespaces/${namespace}/pods`, ({ object }) => history.hear(object));
    return history;
  }

  /** None of them was made anew: what a user had in it would be gone. */
  verdict(): Verdict {
    const problems = [...this.podsOfRuns]
      .filter(([, pods]) => pods.size > 1)
      .map(([run, pods]) => `${run} had ${pods.size} pods, one after the other`);
    return { what: `${this.podsOfRuns.size} runs had one pod each, from their beginning to their end`, problems };
  }

  private hear({ metadata: { labels = {}, uid = '' } = {} }: V1Pod): void {
    const run = `run ${labels['renku-sessions/run'] ?? ''} of ${labels['renku-sessions/launch'] ?? ''}`;
    this.podsOfRuns.set(run, (this.podsOfRuns.get(run) ?? new Set()).add(uid));
  }
}
