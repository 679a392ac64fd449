import { Issuer } from '../../../../test/support/issuer.js';
import type { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import { Requests } from '../../requests.js';
import type { Launcher } from './launcher.js';
import type { Product, StartProduct } from './product.js';
import { RenkuSessionsPerson } from './renku-sessions-person.js';
import type { Usage } from './usage.js';
import { usageOf } from './usage-of.js';

/** This program, with a project that everybody sees, whose default session each launches with one click. */
export class RenkuSessionsLauncher implements Launcher {
  readonly name = 'renku-sessions';
  private count = 0;

  private constructor(
    private readonly product: Product,
    private readonly issuer: Issuer,
    private readonly projectId: string,
  ) {}

  static async start(plane: Kubeplane, directory: string, startProduct: StartProduct): Promise<RenkuSessionsLauncher> {
    const issuer = await Issuer.start();
    const settings = { SESSION_RUNTIME: 'kubernetes', KUBECONFIG: plane.kubeconfig('standalone') };
    const product = await startProduct(directory, { ...settings, OIDC_ISSUER: issuer.url });
    return new RenkuSessionsLauncher(product, issuer, await makeProject(product.url, await issuer.token('owner')));
  }

  async people(count: number): Promise<readonly RenkuSessionsPerson[]> {
    const people: RenkuSessionsPerson[] = [];
    for (let index = 0; index < count; index += 1) {
      const token = await this.issuer.token(`person-${(this.count += 1)}`);
      people.push(await RenkuSessionsPerson.connect(this.product.url, token, this.projectId));
    }
    return people;
  }

  async usage(): Promise<Usage> {
    const { acting, stores } = this.product;
    const own = await usageOf(acting.map(({ pid }) => pid));
    const all = await usageOf([...acting, ...stores].map(({ pid }) => pid));
    return { ...own, allCpuMs: all.cpuMs, allRssBytes: all.rssBytes };
  }

  async close(): Promise<void> {
    await this.product.close();
    this.issuer.close();
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
