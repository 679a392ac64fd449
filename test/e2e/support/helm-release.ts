import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { V1Service } from '@kubernetes/client-node';
import { Balancer } from '../../support/balancer.js';
import { freePort } from '../../support/free-port.js';
import { Issuer } from '../../support/issuer.js';
import { root } from '../../support/program.js';
import type { Installer, RealNodeParts } from '../../support/real-node/find-real-node.js';
import { NODE_ADDRESS } from '../../support/real-node/node-address.js';
import { nodeImages } from '../../support/real-node/node-images.js';
import { RealCluster } from '../../support/real-node/real-cluster.js';
import { startStoresPod } from './stores-pod.js';

const NAMESPACE = 'renku';
const RELEASE = 'renku';
const CHART = join(root, 'deploy/helm/renku-sessions');
/** Of an installation and an upgrade, which wait until all is ready. */
const PATIENCE = '180s';

/** Two cores have room for two of each part, a third of one while it is replaced, and sessions. */
const resources = { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '512Mi' } };

/** Name server and code host are no pods: they are at the node's own address, the second at one of the ports that a system gives. */
const toNode = {
  to: [{ ipBlock: { cidr: `${NODE_ADDRESS}/32` } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
    { protocol: 'TCP', port: 32_768, endPort: 60_999 },
  ],
};

/** The product as `helm install` puts it on a real node, with stores and somebody who signs in, as people reach it from outside. */
export class HelmRelease {
  private readonly balancers: Balancer[] = [];

  private constructor(
    readonly cluster: RealCluster,
    private readonly helm: string,
    private readonly issuer: Issuer,
    private readonly ports: { readonly api: number; readonly sessions: number },
  ) {}

  static async install(
    parts: RealNodeParts,
    { helm, image, policies }: Installer,
    archives: readonly string[],
  ): Promise<HelmRelease> {
    const cluster = await RealCluster.start(parts, [...archives, image], { services: { policies } });
    const ports = { api: await freePort(), sessions: await freePort() };
    const release = new HelmRelease(cluster, helm, await Issuer.start(NODE_ADDRESS), ports);
    try {
      await release.prepare();
      await release.run('install', RELEASE, CHART, '--values', await release.writeValues());
      await release.open();
      return release;
    } catch (error) {
      await release.close();
      throw error;
    }
  }

  /** Of the API. */
  get url(): string {
    return `http://localhost:${this.ports.api}`;
  }

  get pods(): string {
    return `/api/v1/namespaces/${NAMESPACE}/pods`;
  }

  tokenOf(name: string): Promise<string> {
    return this.issuer.token(name);
  }

  /** To an image of another version. */
  async upgrade(tag: string): Promise<void> {
    await this.run('upgrade', RELEASE, CHART, '--reuse-values', '--set-string', `image.tag=${tag}`);
  }

  async uninstall(): Promise<void> {
    await this.run('uninstall', RELEASE);
  }

  async close(): Promise<void> {
    for (const balancer of this.balancers) await balancer.close();
    this.issuer.close();
    await this.cluster.close();
  }

  /** What an operator has made before: the namespace, the stores, and the secrets that the values name. */
  private async prepare(): Promise<void> {
    const { admin } = this.cluster.plane;
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await admin.create('/api/v1/namespaces', { metadata: { name: NAMESPACE, labels } });
    const secrets = `/api/v1/namespaces/${NAMESPACE}/secrets`;
    const options = { namespace: NAMESPACE, image: nodeImages.product, issuer: this.issuer.url };
    const stores = await startStoresPod(this.cluster, options);
    await admin.create(secrets, { metadata: { name: 'stores' }, stringData: stores.addresses });
    const authorities = { metadata: { name: 'authorities' }, data: { 'ca.crt': stores.authority } };
    await admin.create(`/api/v1/namespaces/${NAMESPACE}/configmaps`, authorities);
    const access = { SESSION_ACCESS_SECRET: 'nobody knows this one, whose length is enough' };
    await admin.create(secrets, { metadata: { name: 'access' }, stringData: access });
  }

  private async writeValues(): Promise<string> {
    const file = join(this.cluster.plane.directory, 'values.json');
    const [repository, tag] = nodeImages.product.split(':');
    const values = {
      image: { repository, tag },
      secrets: { stores: 'stores', sessionAccess: 'access' },
      certificateAuthorities: 'authorities',
      publicUrl: this.url,
      sessionsPublicUrl: `http://sessions.localhost:${this.ports.sessions}`,
      oidc: { issuer: this.issuer.url },
      outboundAllowed: NODE_ADDRESS,
      sessions: { namespace: this.cluster.plane.namespace, networkPolicy: { additionalEgress: [toNode] } },
      api: { resources },
      worker: { resources },
      gateway: { resources },
      shutdownDelay: 3,
    };
    await writeFile(file, JSON.stringify(values));
    return file;
  }

  private async run(command: string, ...args: readonly string[]): Promise<void> {
    const { plane } = this.cluster;
    const waits = ['--wait', '--timeout', PATIENCE, '--namespace', NAMESPACE];
    const env = { ...process.env, HOME: plane.directory, KUBECONFIG: plane.kubeconfig('admin') };
    await promisify(execFile)(this.helm, [command, ...args, ...waits], { env });
  }

  /** An address of this machine each for API and sessions, as whatever stands before a cluster has them. */
  private async open(): Promise<void> {
    for (const [part, port] of [
      ['api', 3000],
      ['gateway', 3001],
    ] as const) {
      const path = `/api/v1/namespaces/${NAMESPACE}/services/${RELEASE}-${part}`;
      const { spec } = await this.cluster.plane.admin.send<V1Service>({ path });
      const own = part === 'api' ? this.ports.api : this.ports.sessions;
      this.balancers.push(await Balancer.before([`http://${spec?.clusterIP ?? ''}:${port}`], own));
    }
  }
}
