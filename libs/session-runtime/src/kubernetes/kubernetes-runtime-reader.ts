import { headersOf } from '../session-headers.js';
import type { Endpoint, RuntimeFacts, SessionRuntimeReader } from '../session-runtime-reader.js';
import { sessionToken } from '../session-token.js';
import type { KubernetesApi } from './api/kubernetes-api.js';
import { metadataKeys as keys } from './objects/metadata-keys.js';
import { ObjectNames } from './objects/object-names.js';
import type { ApiPod } from './observing/api-pod.js';
import { observedOf } from './observing/observed-of.js';
import { stateOf } from './observing/pod-containers.js';
import { runOf } from './observing/run-of.js';

export interface KubernetesRuntimeReaderSettings {
  /** What session tokens follow from: no Secrets are read. */
  readonly secret: string;
  /** Whose pods they are: names follow from it. Undefined while nothing has been launched yet. */
  readonly installation: () => Promise<string | undefined>;
}

/** Asks the cluster when it is asked, for one pod by its name. */
export class KubernetesRuntimeReader implements SessionRuntimeReader {
  readonly facts: RuntimeFacts = { name: 'kubernetes', imageUsed: true, limitsEnforced: true };
  private names: ObjectNames | undefined;

  constructor(
    private readonly api: KubernetesApi,
    private readonly settings: KubernetesRuntimeReaderSettings,
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
    this.names ??= await this.namesNow();
    return this.names && this.api.find<ApiPod>('pods', this.names.session(launchId));
  }

  private async namesNow(): Promise<ObjectNames | undefined> {
    const installation = await this.settings.installation();
    return installation === undefined ? undefined : new ObjectNames(installation);
  }

  private headersFor(pod: ApiPod): Endpoint['headers'] {
    const { annotations, labels } = pod.metadata;
    const frontEnd = annotations?.[keys.frontEnd] === 'jupyter' ? 'jupyter' : 'http';
    return headersOf({
      frontEnd,
      token: sessionToken(this.settings.secret, labels?.[keys.installation] ?? '', runOf(pod)),
    });
  }
}

/** Undefined before it has an address. */
function originOf({ spec, status: { podIP } }: ApiPod): string | undefined {
  if (podIP === undefined) return undefined;
  const [port] = spec.containers.find(({ name }) => name === 'main')?.ports ?? [];
  return `http://${podIP.includes(':') ? `[${podIP}]` : podIP}:${port?.containerPort ?? 80}`;
}
