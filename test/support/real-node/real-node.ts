import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { V1Node } from '@kubernetes/client-node';
import { isNodeReady } from '../kubeplane/is-node-ready.js';
import type { Kubeplane } from '../kubeplane/kubeplane.js';
import { PlaneProcess } from '../kubeplane/plane-process.js';
import { until } from '../until.js';
import { containerdConfig, podNetwork } from './containerd-config.js';
import type { RealNodeParts } from './find-real-node.js';
import { kubeletConfig } from './kubelet-config.js';
import { NODE_ADDRESS } from './node-address.js';
import { NodeDisks } from './node-disks.js';

const NAME = 'real';
const run = promisify(execFile);

/** A node of the plane with a real kubelet, a real containerd and disks, in the namespaces that test/real-node/run.sh makes. */
export class RealNode {
  readonly disks: NodeDisks;
  /** The directory of what its pods say. */
  readonly logs: string;
  private readonly processes: PlaneProcess[] = [];
  private readonly directory: string;
  private readonly socket: string;

  private constructor(
    private readonly plane: Kubeplane,
    private readonly parts: RealNodeParts,
    private readonly nameServer: string | undefined,
  ) {
    this.directory = join(plane.directory, 'node');
    this.socket = join(this.directory, 'containerd.sock');
    this.logs = join(this.directory, 'logs');
    this.disks = new NodeDisks(plane.admin, join(this.directory, 'disks'), NAME);
  }

  /**
   * `archives` are files with images, `programs` of the parts among them: it has what holds a pod's network. `nameServer`: where pods
   * ask for names; else where this machine does.
   */
  static async join(
    plane: Kubeplane,
    parts: RealNodeParts,
    archives: readonly string[],
    nameServer?: string,
  ): Promise<RealNode> {
    const node = new RealNode(plane, parts, nameServer);
    try {
      await node.writeFiles();
      await node.startContainerd(archives);
      await node.startKubelet();
      await node.disks.provision();
      return node;
    } catch (error) {
      await node.close();
      throw error;
    }
  }

  /** An image that is there has another name, too. */
  async nameImage(image: string, name: string): Promise<void> {
    await this.ctr('images', 'tag', image, name);
  }

  /** The running containers of a pod that have this name, as containerd knows them. */
  async containers(pod: string, name: string): Promise<readonly string[]> {
    const filter = `labels."io.kubernetes.pod.name"==${pod},labels."io.kubernetes.container.name"==${name}`;
    const [known, tasks] = await Promise.all([this.ctr('containers', 'ls', '-q', filter), this.ctr('tasks', 'ls')]);
    return lines(known).filter((id) => lines(tasks).some((task) => task.startsWith(id) && task.endsWith('RUNNING')));
  }

  /** Ends a container's first process by force, past the kubelet. */
  async kill(container: string): Promise<void> {
    await this.ctr('tasks', 'kill', '--signal', 'SIGKILL', container);
  }

  /** To be called before the plane is closed. */
  async close(): Promise<void> {
    const [containerd, kubelet] = this.processes;
    await kubelet?.end();
    for (const container of lines(await this.ctr('tasks', 'ls', '-q').catch(() => '')))
      await this.ctr('tasks', 'rm', '--force', container).catch(() => undefined);
    await containerd?.end();
    for (const path of await this.mounts()) await run('umount', ['--lazy', path]);
    await removePodLinks();
  }

  /** Its containers go on, and nobody hears of them or tells them anything. */
  async withoutKubelet(meanwhile: () => Promise<void>): Promise<void> {
    const [, kubelet] = this.processes;
    await kubelet?.restart(meanwhile);
    await this.untilReady();
  }

  /** It has less memory free than it is to keep. */
  async shortOfMemory(meanwhile: () => Promise<void>): Promise<void> {
    await this.withoutKubelet(() => this.writeKubeletConfig('99%'));
    try {
      await meanwhile();
    } finally {
      await this.withoutKubelet(() => this.writeKubeletConfig());
    }
  }

  private async writeFiles(): Promise<void> {
    const { directory, socket } = this;
    const { plugins } = this.parts;
    const networks = join(directory, 'networks');
    await mkdir(networks, { recursive: true });
    await writeFile(join(networks, 'pods.conflist'), podNetwork(join(directory, 'addresses')));
    const places = { root: join(directory, 'containerd'), state: join(directory, 'state'), socket, networks, plugins };
    await writeFile(join(directory, 'containerd.toml'), containerdConfig(places));
    await this.writeKubeletConfig();
  }

  private async writeKubeletConfig(memoryKeptFree?: string): Promise<void> {
    const { directory, logs, socket, nameServer } = this;
    const authority = join(this.plane.directory, 'ca.crt');
    const { cgroup } = this.parts;
    const config = kubeletConfig({ directory, logs, socket, cgroup, authority, memoryKeptFree, nameServer });
    await writeFile(join(directory, 'kubelet.json'), config);
  }

  private async startContainerd(archives: readonly string[]): Promise<void> {
    this.start('containerd', ['containerd', '--config', join(this.directory, 'containerd.toml')]);
    await this.until('containerd answers', () => this.ctr('version'));
    for (const archive of archives) await this.ctr('images', 'import', archive);
  }

  private async startKubelet(): Promise<void> {
    const flags = {
      'hostname-override': NAME,
      'node-ip': NODE_ADDRESS,
      config: join(this.directory, 'kubelet.json'),
      kubeconfig: this.plane.kubeconfig('kubelet'),
      'root-dir': join(this.directory, 'kubelet'),
      'cert-dir': join(this.directory, 'certificates'),
    };
    const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    this.start('kubelet', [this.parts.binary, 'kubelet', ...args]);
    await this.untilReady();
  }

  private async untilReady(): Promise<void> {
    await this.until('the node is ready', async () => {
      return isNodeReady(await this.plane.admin.send<V1Node>({ path: `/api/v1/nodes/${NAME}` }));
    });
  }

  private start(name: string, command: readonly [string, ...string[]]): void {
    this.processes.push(new PlaneProcess(name, command, join(this.plane.directory, `${name}.log`)));
  }

  private async until(what: string, look: () => Promise<unknown>): Promise<void> {
    await until(
      what,
      async () => {
        for (const process of this.processes) process.assertAlive();
        return look().catch(() => false);
      },
      60_000,
    );
  }

  private async ctr(...args: readonly string[]): Promise<string> {
    const { stdout } = await run('ctr', ['--address', this.socket, '--namespace', 'k8s.io', ...args]);
    return stdout;
  }

  /** What pods had, and their networks, of which another node would give the addresses away again. Those below come first. */
  private async mounts(): Promise<readonly string[]> {
    const all = (await readFile('/proc/self/mounts', 'utf8')).split('\n').map((line) => line.split(' ')[1] ?? '');
    return all.filter((path) => path.startsWith(`${this.directory}/`) || path.startsWith('/run/netns/')).reverse();
  }
}

/**
 * A connection that was cut keeps its pod's network for minutes, and with it the route to the pod's address: the next node's pod with
 * that address would not be reached, as the plug-in takes the route for its own.
 */
async function removePodLinks(): Promise<void> {
  const { stdout } = await run('ip', ['-json', 'link', 'show', 'type', 'veth']);
  const links = JSON.parse(stdout || '[]') as { ifname: string }[];
  // the kernel may be about to do it itself
  for (const { ifname } of links) await run('ip', ['link', 'delete', ifname]).catch(() => undefined);
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
