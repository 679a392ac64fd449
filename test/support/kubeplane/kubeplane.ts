import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { V1Node, V1ResourceQuota } from '@kubernetes/client-node';
import { freePort } from '../free-port.js';
import { until } from '../until.js';
import { AdminClient } from './admin-client.js';
import { type Certificates, makeCertificates } from './certificates.js';
import { controlPlaneFlags } from './control-plane-flags.js';
import { isNodeReady } from './is-node-ready.js';
import { lostNodeFlags } from './lost-node-flags.js';
import { PlaneProcess } from './plane-process.js';
import { populate } from './populate.js';
import { stages } from './stages.js';

export interface KubeplaneOptions {
  /** Pods are Ready as soon as they run; else as soon as `PodAnswers` answers for them. */
  readonly readyAtOnce?: boolean;
  /** How many fake ones; where there is none, neither nodes nor disks exist until somebody brings them. */
  readonly nodes?: number;
  /** How long a node may be silent, and then its pods stay; Kubernetes' own 50 seconds and 5 minutes where absent. */
  readonly lostNodeSeconds?: number;
  /** Of the API server, as pods reach it; else it is on loopback alone. */
  readonly address?: string;
}

/** Who may do what on the plane; each has a token. */
const users = {
  admin: { name: 'admin', groups: 'system:masters' },
  controllers: { name: 'system:kube-controller-manager', groups: '' },
  scheduler: { name: 'system:kube-scheduler', groups: '' },
  worker: { name: 'worker', groups: '' },
  reader: { name: 'reader', groups: '' },
  /** Worker and reader in one. */
  standalone: { name: 'standalone', groups: '' },
  stranger: { name: 'stranger', groups: '' },
  kubelet: { name: 'system:node:real', groups: 'system:nodes' },
  proxy: { name: 'system:kube-proxy', groups: '' },
} as const;

export type PlaneUser = keyof typeof users;

/** API server, etcd, controllers and scheduler are real; nodes are fake (kwok), but for a `RealNode` that joins. */
export class Kubeplane {
  /** Where sessions are; Pod Security `restricted` is enforced there. */
  readonly namespace = 'sessions';
  private readonly processes: PlaneProcess[] = [];

  private constructor(
    readonly directory: string,
    readonly server: string,
    readonly admin: AdminClient,
    private readonly binary: string,
  ) {}

  static async start(binary: string, options: KubeplaneOptions = {}): Promise<Kubeplane> {
    const { readyAtOnce = false, nodes = 2 } = options;
    const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-kubeplane-'));
    const certificates = await makeCertificates(directory);
    const tokens = Object.fromEntries(Object.keys(users).map((user) => [user, randomBytes(16).toString('hex')]));
    const port = await freePort();
    const server = `https://127.0.0.1:${port}`;
    const admin = new AdminClient(server, tokens['admin'] ?? '', await readFile(certificates.authority));
    const plane = new Kubeplane(directory, server, admin, binary);
    try {
      await plane.writeFiles(certificates, tokens, readyAtOnce);
      await plane.startAll(certificates, port, { ...options, nodes });
      await populate(admin, plane.namespace, nodes);
      await plane.untilReady();
      return plane;
    } catch (error) {
      await plane.close();
      throw error;
    }
  }

  kubeconfig(user: PlaneUser): string {
    return join(this.directory, `${user}.kubeconfig`);
  }

  get logs(): string {
    return join(this.directory, 'session.log');
  }

  process(name: string): PlaneProcess {
    const found = this.processes.find((process) => process.name === name);
    if (found === undefined) throw new Error(`The plane has no ${name}.`);
    return found;
  }

  /** `kill -9` of a part, which is started again so much later; resolves when the API server has its store. */
  async kill(name: string, downMs: number): Promise<void> {
    await this.process(name).restart(() => delay(downMs));
    await this.untilStoring();
    // kwok forgets what it could not write in that moment, where a kubelet would try again: one that starts looks at every pod
    if (name === 'etcd') await this.process('kwok').restart();
  }

  /** From now on each part is started again when it ends by itself. */
  supervise(): void {
    for (const process of this.processes) process.supervise();
  }

  /** Of all that is real in it. */
  get pids(): readonly number[] {
    return this.processes.map(({ pid }) => pid);
  }

  /** Again, after it was away. */
  async untilServing(): Promise<void> {
    await this.until('the API server answers', () => this.admin.send({ path: '/api' }));
  }

  /** The same, and its store is there. */
  async untilStoring(): Promise<void> {
    const path = `/api/v1/namespaces/${this.namespace}`;
    await this.until('the API server has its store', () => this.admin.send({ path }));
  }

  /** A new quota admits everything until its controller has counted. */
  async untilQuotaCounts(name: string): Promise<void> {
    const path = `/api/v1/namespaces/${this.namespace}/resourcequotas/${name}`;
    await this.until(`the quota ${name} counts`, async () => {
      const { status } = await this.admin.send<V1ResourceQuota>({ path });
      return status?.used !== undefined;
    });
  }

  async close(): Promise<void> {
    this.admin.close();
    for (const process of [...this.processes].reverse())
      await process.end(process.name === 'etcd' ? 'SIGKILL' : 'SIGTERM');
    await rm(this.directory, { recursive: true, force: true });
  }

  private async startAll(
    certificates: Certificates,
    port: number,
    { nodes = 0, lostNodeSeconds, address }: KubeplaneOptions,
  ): Promise<void> {
    const ports = { server: port, store: await freePort(), peers: await freePort(), kubelet: await freePort() };
    const flags = controlPlaneFlags(this.directory, certificates, ports, address);
    const lost = lostNodeSeconds === undefined ? undefined : lostNodeFlags(lostNodeSeconds);
    this.run('etcd', flags.etcd);
    this.run('kube-apiserver', { ...flags.apiServer, ...lost?.apiServer });
    await this.untilServing();
    this.run('kube-controller-manager', { ...flags.controllers, ...lost?.controllers });
    this.run('kube-scheduler', flags.scheduler);
    if (nodes > 0) this.run('kwok', flags.kwok);
  }

  private async untilReady(): Promise<void> {
    const account = `/api/v1/namespaces/${this.namespace}/serviceaccounts/default`;
    await this.until('namespaces get what they need', () => this.admin.send({ path: account }));
    await this.until('nodes are ready', async () => {
      const { items } = await this.admin.send<{ items: V1Node[] }>({ path: '/api/v1/nodes' });
      return items.every(isNodeReady);
    });
  }

  private until(what: string, look: () => Promise<unknown>): Promise<unknown> {
    return until(
      what,
      async () => {
        for (const process of this.processes) process.assertAlive();
        return look().catch(() => false);
      },
      60_000,
    );
  }

  private run(name: string, flags: Readonly<Record<string, string>>): void {
    const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    this.processes.push(new PlaneProcess(name, [this.binary, name, ...args], join(this.directory, `${name}.log`)));
  }

  private async writeFiles(
    { authority }: Certificates,
    tokens: Readonly<Record<string, string>>,
    readyAtOnce: boolean,
  ): Promise<void> {
    const lines = Object.entries(users).map(
      ([user, { name, groups }]) => `${tokens[user] ?? ''},${name},${user},"${groups}"`,
    );
    await writeFile(join(this.directory, 'tokens.csv'), lines.join('\n'));
    for (const [user, token] of Object.entries(tokens))
      await writeFile(
        join(this.directory, `${user}.kubeconfig`),
        kubeconfig(this.server, authority, token, this.namespace),
      );
    await writeFile(
      this.logs,
      `${logLine('stdout', 'Something is wrong with line 1')}${logLine('stderr', 'Giving up')}`,
    );
    const objects = [...stages(readyAtOnce), sessionLogs(this.logs)];
    await writeFile(join(this.directory, 'kwok.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  }
}

/** As the kubelet writes them. */
const logLine = (stream: string, text: string): string => `2026-01-01T00:00:00.000000000Z ${stream} F ${text}\n`;

const sessionLogs = (logsFile: string): object => ({
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'ClusterLogs',
  metadata: { name: 'sessions' },
  spec: { logs: [{ containers: ['main'], logsFile, follow: false }] },
});

const kubeconfig = (server: string, authority: string, token: string, namespace: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'plane', cluster: { server, 'certificate-authority': authority } }],
    users: [{ name: 'user', user: { token } }],
    contexts: [{ name: 'plane', context: { cluster: 'plane', user: 'user', namespace } }],
    'current-context': 'plane',
  });
