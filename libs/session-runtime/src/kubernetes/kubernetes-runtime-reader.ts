import { headersOf } from '../session-headers.js';
import type { Endpoint, RuntimeFacts, SessionRuntimeReader } from '../session-runtime-reader.js';
import { sessionToken } from '../session-token.js';
import type { KubernetesApi } from './api/kubernetes-api.js';
import { metadataKeys as keys } from './objects/metadata-keys.js';
import type { ApiPod } from './observing/api-pod.js';
import { observedOf } from './observing/observed-of.js';
import { stateOf } from './observing/pod-containers.js';
import { runOf } from './observing/run-of.js';

/** Asks the cluster when it is asked, one pod by its label; may read no Secrets, and needs not: tokens follow from a secret of ours. */
export class KubernetesRuntimeReader implements SessionRuntimeReader {
  readonly facts: RuntimeFacts = { name: 'kubernetes', imageUsed: true, limitsEnforced: true };

  constructor(
    private readonly api: KubernetesApi,
    private readonly secret: string,
  ) {}

  async endpoint(launchId: string): Promise<Endpoint | undefined> {
    const pod = await this.podOf(launchId);
    if (pod === undefined) return undefined;
    const origin = originOf(pod);
    if (origin === undefined || observedOf(pod, undefined, Date.now()).status !== 'ready') return undefined;
    const landingPath = pod.metadata.annotations?.[keys.landingPath] ?? '/';
    return { ...runOf(pod), origin, headers: this.headersFor(pod), landingPath };
  }

  /** Of a container that crashed and is to be started again, what it said before. */
  async logs(launchId: string, tail: number): Promise<string> {
    const pod = await this.podOf(launchId);
    if (pod === undefined) return '';
    const isRestarting = stateOf(pod, 'main')?.waiting?.reason === 'CrashLoopBackOff';
    const query = { container: 'main', tailLines: tail, previous: isRestarting };
    return ((await this.api.logs(pod.metadata.name, query)) ?? '').replace(/\n$/, '');
  }

  private async podOf(launchId: string): Promise<ApiPod | undefined> {
    const labelSelector = `${keys.managedBy}=${keys.manager},${keys.launch}=${launchId}`;
    const pages = this.api.list<ApiPod>({ resource: 'pods', labelSelector });
    for await (const { items } of pages) if (items[0]) return items[0];
    return undefined;
  }

  private headersFor(pod: ApiPod): Endpoint['headers'] {
    const { annotations, labels } = pod.metadata;
    const frontEnd = annotations?.[keys.frontEnd] === 'jupyter' ? 'jupyter' : 'http';
    return headersOf({ frontEnd, token: sessionToken(this.secret, labels?.[keys.installation] ?? '', runOf(pod)) });
  }
}

/** Undefined before it has an address. */
function originOf({ spec, status: { podIP } }: ApiPod): string | undefined {
  if (podIP === undefined) return undefined;
  const [port] = spec.containers.flatMap(({ ports = [] }) => ports);
  return `http://${podIP.includes(':') ? `[${podIP}]` : podIP}:${port?.containerPort ?? 80}`;
}
