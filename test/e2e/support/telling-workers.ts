import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutboxRow } from '#libs/notifications';
import type { ReadModelsConnection } from '#libs/read-models';
import { Deployment } from '../../support/deployment.js';
import { until } from '../../support/until.js';
import { openReadModels } from './open-read-models.js';
import { Person } from './person.js';

/** A lease is taken over after ten seconds, on a machine that may be busy. */
export const TAKEN_OVER_MS = 60_000;

const workers = ['worker-1', 'worker-2'] as const;
type Worker = (typeof workers)[number];

/** Two workers beside one api, of which one tells people outside the console. */
export class TellingWorkers {
  private constructor(
    readonly dataDir: string,
    readonly deployment: Deployment,
    readonly grace: Person,
    private readonly database: ReadModelsConnection,
  ) {}

  static async start(settings: Readonly<Record<string, string>>): Promise<TellingWorkers> {
    const dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-telling-'));
    const deployment = await Deployment.in(dataDir, {
      ...{ EMAIL_NOTIFICATIONS: 'opt-in', EMAIL_FROM: 'Renku <renku@example.org>' },
      ...{ PUBLIC_URL: 'http://renku.example.org', ...settings },
    });
    await deployment.startOne('stores');
    await Promise.all((['api-1', ...workers] as const).map((member) => deployment.startOne(member)));
    const url = deployment.url('api-1');
    const token = await deployment.token('grace');
    const me = await fetch(`${url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
    const { userId } = (await me.json()) as { userId: string };
    const grace = new Person(url, token, userId, { position: 0n });
    return new TellingWorkers(dataDir, deployment, grace, await openReadModels(dataDir));
  }

  outbox() {
    return this.database.collection<OutboxRow>('notification-deliveries');
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.deployment.end();
    await rm(this.dataDir, { recursive: true, force: true });
  }

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
