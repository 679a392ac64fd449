import { createServer, type Server } from 'node:http';
import type { V1Pod } from '@kubernetes/client-node';
import type { AdminEvent } from '../../../test/support/kubeplane/admin-client.js';
import type { Kubeplane } from '../../../test/support/kubeplane/kubeplane.js';
import { usageOf } from './launchers/usage-of.js';

export interface PodTimes {
  /** As of performance.now(). */
  readonly created: number;
  ready: number | undefined;
}

/**
 * Pods of all who launch on the plane, as they come: when each was there and ready, and an answer at its address. A pod's key is
 * what its launcher knows it by.
 */
export class PlanePods {
  readonly times = new Map<string, PodTimes>();
  private readonly waiting = new Map<string, (at: number) => void>();
  /** By uid, their names. */
  private readonly alive = new Map<string, string>();
  /** By address: the plane gives those of pods that are gone to others. */
  private readonly servers = new Map<string, Server>();

  private constructor(private readonly plane: Kubeplane) {}

  static async of(plane: Kubeplane): Promise<PlanePods> {
    const pods = new PlanePods(plane);
    const hear = ({ type, object }: AdminEvent<V1Pod>): void => {
      const { uid = '', name = '' } = object.metadata ?? {};
      if (type === 'DELETED') return void pods.alive.delete(uid);
      pods.alive.set(uid, name);
      pods.hear(object);
    };
    await plane.admin.watch('/api/v1/pods', hear, () => pods.alive.clear());
    return pods;
  }

  /** Of a key that one asks for; that time. */
  async untilReady(key: string): Promise<number> {
    return this.times.get(key)?.ready ?? new Promise((resolve) => this.waiting.set(key, resolve));
  }

  /** Of all that is real in the plane, so far. */
  async planeCpuMs(): Promise<number> {
    return (await usageOf(this.plane.pids)).cpuMs;
  }

  /** Of those that exist now. */
  get names(): readonly string[] {
    return [...this.alive.values()];
  }

  close(): void {
    for (const server of this.servers.values()) server.close().closeAllConnections();
  }

  private hear(pod: V1Pod): void {
    const now = performance.now();
    const key = keyOf(pod);
    const times = this.times.get(key) ?? { created: now, ready: undefined };
    this.times.set(key, times);
    if (isReady(pod)) {
      times.ready ??= now;
      this.waiting.get(key)?.(now);
    }
    this.answerFor(pod);
  }

  private answerFor(pod: V1Pod): void {
    const address = pod.status?.podIP;
    const [port = 0] = pod.spec?.containers.flatMap(({ ports = [] }) => ports.map((each) => each.containerPort)) ?? [];
    if (address === undefined || this.servers.has(`${address}:${port}`)) return;
    const server = createServer((_, response) => void response.end('{}'));
    this.servers.set(`${address}:${port}`, server.listen(port, address));
  }
}

const keyOf = ({ metadata: { name, labels = {} } = {} }: V1Pod): string =>
  labels['renku-sessions/launch'] ?? labels['hub.jupyter.org/username'] ?? name ?? '';

const isReady = ({ status }: V1Pod): boolean =>
  status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;
