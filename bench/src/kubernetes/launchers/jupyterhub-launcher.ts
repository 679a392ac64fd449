import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../../../test/support/free-port.js';
import type { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import { PlaneProcess } from '../../../../test/support/kubeplane/plane-process.js';
import { root } from '../../../../test/support/program.js';
import { until } from '../../../../test/support/until.js';
import { Requests } from '../../requests.js';
import { JupyterHubPerson } from './jupyterhub-person.js';
import type { Launcher } from './launcher.js';
import type { Usage } from './usage.js';
import { usageOf } from './usage-of.js';

const NAMESPACE = 'jupyterhub';
const START_MS = 60_000;
const CONFIG = join(root, 'tools/jupyterhub/jupyterhub_config.py');

/** JupyterHub with KubeSpawner and its own proxy, as jupyterhub_config.py says: each user has a disk and a pod. */
export class JupyterHubLauncher implements Launcher {
  readonly name = 'JupyterHub';
  private count = 0;

  private constructor(
    private readonly hub: PlaneProcess,
    private readonly proxy: PlaneProcess,
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** `installed`: where tools/jupyterhub/install.sh has put it. */
  static async start(plane: Kubeplane, directory: string, installed: string): Promise<JupyterHubLauncher> {
    await plane.admin.create('/api/v1/namespaces', { metadata: { name: NAMESPACE } });
    const home = join(directory, 'jupyterhub');
    await mkdir(home);
    const token = randomBytes(32).toString('hex');
    const [hubPort, proxyPort, apiPort] = [await freePort(), await freePort(), await freePort()].map(String);
    const env = {
      ...{ PATH: process.env['PATH'], HOME: home, KUBECONFIG: plane.kubeconfig('admin'), NAMESPACE },
      ...{ HUB_PORT: hubPort, PROXY_PORT: proxyPort, PROXY_API_PORT: apiPort, DATABASE: join(home, 'hub.sqlite') },
      ...{
        BENCH_TOKEN: token,
        CONFIGPROXY_AUTH_TOKEN: randomBytes(32).toString('hex'),
        COOKIE_SECRET_FILE: join(home, 'cookies'),
      },
    };
    const proxyFlags = [
      `--ip=127.0.0.1`,
      `--port=${proxyPort ?? ''}`,
      '--api-ip=127.0.0.1',
      `--api-port=${apiPort ?? ''}`,
    ];
    const program = (name: string, command: readonly [string, ...string[]]): PlaneProcess =>
      new PlaneProcess(name, command, join(home, `${name}.log`), env);
    const proxy = program('proxy', [join(installed, 'node_modules/.bin/configurable-http-proxy'), ...proxyFlags]);
    const hub = program('hub', [join(installed, 'bin/jupyterhub'), '--config', CONFIG]);
    const launcher = new JupyterHubLauncher(hub, proxy, `http://127.0.0.1:${hubPort ?? ''}`, token);
    await launcher.untilServing();
    return launcher;
  }

  async people(count: number): Promise<readonly JupyterHubPerson[]> {
    const names = Array.from({ length: count }, () => `person-${(this.count += 1)}`);
    const requests = this.requests();
    await requests.send('POST', '/users', { body: { usernames: names } });
    requests.close();
    return names.map((name) => new JupyterHubPerson(name, this.requests()));
  }

  async usage(): Promise<Usage> {
    const [hub, both] = [await usageOf([this.hub.pid]), await usageOf([this.hub.pid, this.proxy.pid])];
    return { ...hub, allCpuMs: both.cpuMs, allRssBytes: both.rssBytes };
  }

  async close(): Promise<void> {
    await this.hub.end();
    await this.proxy.end();
  }

  private requests(): Requests {
    return new Requests(this.url, this.token, 2, '/hub/api');
  }

  private async untilServing(): Promise<void> {
    const requests = this.requests();
    await until(
      'JupyterHub serves',
      () => {
        for (const process of [this.hub, this.proxy]) process.assertAlive();
        return requests.send('GET', '/users').catch(() => false as const);
      },
      START_MS,
    );
    requests.close();
  }
}
