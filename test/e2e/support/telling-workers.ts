import type { Deployment } from '../../support/deployment.js';
import { until } from '../../support/until.js';

/** A lease is taken over after ten seconds, on a machine that may be busy. */
export const TAKEN_OVER_MS = 60_000;

const workers = ['worker-1', 'worker-2'] as const;
type Worker = (typeof workers)[number];

/** Two workers of a deployment, of which one tells people outside the console. */
export class TellingWorkers {
  constructor(private readonly deployment: Deployment) {}

  /** Again those that have ended. */
  async startEnded(): Promise<void> {
    const { deployment } = this;
    for (const worker of workers) if (deployment.process(worker).hasEnded) await deployment.startOne(worker);
  }

  /** Who tells, and who stands by. */
  acting(): Promise<readonly [Worker, Worker]> {
    const find = async () => {
      const states = await Promise.all(workers.map((worker) => this.stateOf(worker)));
      const worker = states.toSorted().join() === 'acting,standing by' && workers[states.indexOf('acting')];
      return worker && ([worker, worker === 'worker-1' ? 'worker-2' : 'worker-1'] as const);
    };
    return until('one worker tells', find, TAKEN_OVER_MS);
  }

  private async stateOf(worker: Worker): Promise<string | undefined> {
    const answer = await fetch(`${this.deployment.operationsUrl(worker)}/readyz`);
    const { checks } = (await answer.json()) as { checks: Record<string, { detail?: string }> };
    return checks['notification-delivery']?.detail;
  }
}
