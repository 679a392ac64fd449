import { join } from 'node:path';
import type { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import type { Program } from '../../../../test/support/program.js';
import { startServer, startStandalone } from '../../programs.js';
import { Requests } from '../../requests.js';
import { Issuer } from './issuer.js';
import type { Launcher } from './launcher.js';
import { RenkuSessionsPerson } from './renku-sessions-person.js';
import type { Usage } from './usage.js';
import { usageOf } from './usage-of.js';

interface Parts {
  readonly issuer: Issuer;
  readonly stores: readonly Program[];
  /** Api, worker and gateway in one process. */
  readonly standalone: Program;
  readonly url: string;
}

/** This program on two stores beside it: a project that everybody sees, whose default session each launches with one click. */
export class RenkuSessionsLauncher implements Launcher {
  readonly name = 'renku-sessions';
  private count = 0;

  private constructor(
    private readonly parts: Parts,
    private readonly projectId: string,
  ) {}

  static async start(plane: Kubeplane, directory: string): Promise<RenkuSessionsLauncher> {
    const events = await startServer('event-store', join(directory, 'events'));
    const documents = await startServer('documents', join(directory, 'documents'));
    const issuer = await Issuer.start();
    const standalone = await startStandalone(join(directory, 'data'), {
      EVENTSTORE_URL: events.connectionString,
      MONGODB_URL: documents.connectionString,
      OIDC_ISSUER: issuer.url,
      SESSION_RUNTIME: 'kubernetes',
      KUBECONFIG: plane.kubeconfig('standalone'),
    });
    const parts = { issuer, standalone, stores: [events.server, documents.server], url: await standalone.ready() };
    return new RenkuSessionsLauncher(parts, await makeProject(parts.url, await issuer.token('owner')));
  }

  async people(count: number): Promise<readonly RenkuSessionsPerson[]> {
    const { issuer, url } = this.parts;
    const people: RenkuSessionsPerson[] = [];
    for (let index = 0; index < count; index += 1) {
      const token = await issuer.token(`person-${(this.count += 1)}`);
      people.push(await RenkuSessionsPerson.connect(url, token, this.projectId));
    }
    return people;
  }

  async usage(): Promise<Usage> {
    const { standalone, stores } = this.parts;
    const own = await usageOf([standalone.pid]);
    const all = await usageOf([standalone, ...stores].map(({ pid }) => pid));
    return { ...own, allCpuMs: all.cpuMs, allRssBytes: all.rssBytes };
  }

  async close(): Promise<void> {
    const { standalone, stores, issuer } = this.parts;
    await standalone.end();
    await Promise.all(stores.map((store) => store.end()));
    issuer.close();
  }
}

async function makeProject(url: string, token: string): Promise<string> {
  const requests = new Requests(url, token, 1);
  const body = { name: 'A course', visibility: 'public' };
  const project = await requests.send('POST', '/projects', { body });
  const { projectId } = project.body as { projectId: string };
  const [first] = (await requests.send('GET', '/environments')).body as { environmentId: string }[];
  const environment = { source: 'catalogue', environmentId: first?.environmentId };
  await requests.send('POST', `/projects/${projectId}/sessions`, { body: { environment, name: 'Exercises' } });
  requests.close();
  return projectId;
}
