import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { KubernetesObject } from '@kubernetes/client-node';
import pLimit from 'p-limit';
import { linesOf } from '../../lines-of.js';
import { ApiError } from './api-error.js';
import type { ApiObject } from './api-object.js';
import type { ApiRequest, KubernetesConnection } from './kubernetes-connection.js';
import { type Resource, resources } from './resource.js';
import { retryDelay } from './retry-delay.js';

/** What a list or a watch is of. */
export interface Selection {
  readonly resource: Resource;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/** An object is deleted only if it is still this one, and, where it says so, unchanged. */
export interface Preconditions {
  readonly uid: string;
  readonly resourceVersion?: string | undefined;
}

export interface WatchEvent<O extends ApiObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: O & { readonly code?: number; readonly message?: string };
}

export interface ObjectPage<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
}

export interface KubernetesApiOptions {
  readonly namespace: string;
  /** Told of each answer that refuses. */
  readonly onRefusal?: ((refusal: ApiError) => void) | undefined;
}

type Call = Omit<ApiRequest, 'signal' | 'silenceMs'>;

/** A pod takes 5 kB: at 500 a page, the process kept twice the memory (of 10,000 pods 88 MB, not 41) and was no faster. */
const PAGE = 200;
/** More wait here for their turn: the API server would make everybody wait. */
const MAX_IN_FLIGHT = 16;
/** One attempt, and all of a call together with the waiting between them. */
const ATTEMPT_MS = 10_000;
const PATIENCE_MS = 30_000;
/** Bookmarks come about once a minute: who is silent for longer is not there any more. */
const WATCH_SILENCE_MS = 100_000;

/** The calls to one namespace: bounded, with time limits, repeated where that may help. */
export class KubernetesApi {
  private readonly inFlight = pLimit(MAX_IN_FLIGHT);
  private readonly givingUp = new AbortController();

  constructor(
    private readonly connection: KubernetesConnection,
    private readonly options: KubernetesApiOptions,
  ) {
    // any number of calls wait to be repeated while the server is away; Node takes more than ten for a leak
    setMaxListeners(0, this.givingUp.signal);
  }

  get namespace(): string {
    return this.options.namespace;
  }

  async find<T>(resource: Resource, name: string): Promise<T | undefined> {
    return this.json<T>({ method: 'GET', path: this.path(resource, name) }).catch(absent);
  }

  /** Undefined where one of that name is there. */
  create<T>(resource: Resource, object: KubernetesObject): Promise<T | undefined> {
    return this.json<T>({ method: 'POST', path: this.path(resource), body: object }).catch((error: unknown) => {
      if (error instanceof ApiError && error.reason === 'AlreadyExists') return undefined;
      throw error;
    });
  }

  replace(resource: Resource, object: ApiObject): Promise<unknown> {
    return this.json({ method: 'PUT', path: this.path(resource, object.metadata.name), body: object });
  }

  /** Undefined where there is none. */
  merge<T>(resource: Resource, name: string, patch: object): Promise<T | undefined> {
    const contentType = 'application/merge-patch+json';
    return this.json<T>({ method: 'PATCH', path: this.path(resource, name), body: patch, contentType }).catch(absent);
  }

  /** Whether it was there. Rejects with a conflict where it is another one, or has changed. */
  async remove(resource: Resource, name: string, preconditions?: Preconditions): Promise<boolean> {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background', preconditions };
    const answer = await this.json({ method: 'DELETE', path: this.path(resource, name), body }).catch(absent);
    return answer !== undefined;
  }

  /** Consistent: it sees what was acknowledged before. */
  async *list<T>({ resource, labelSelector, fieldSelector }: Selection): AsyncIterable<ObjectPage<T>> {
    let next: string | undefined;
    do {
      const query = { labelSelector, fieldSelector, limit: PAGE, continue: next };
      const page = await this.json<{ items: T[]; metadata: { resourceVersion: string; continue?: string } }>({
        method: 'GET',
        path: this.path(resource),
        query,
      });
      yield { items: page.items, resourceVersion: page.metadata.resourceVersion };
      next = page.metadata.continue;
    } while (next);
  }

  /** What happens after that version, until the server ends it. Takes no turn: it lasts. */
  async *watch<O extends ApiObject>(
    selection: Selection,
    since: string,
    seconds: number,
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent<O>> {
    const { resource, labelSelector, fieldSelector } = selection;
    const watching = { watch: true, allowWatchBookmarks: true, resourceVersion: since, timeoutSeconds: seconds };
    const query = { labelSelector, fieldSelector, ...watching };
    const path = this.path(resource);
    const answer = await this.connection.send({ method: 'GET', path, query, signal, silenceMs: WATCH_SILENCE_MS });
    if (answer.statusCode >= 400) throw this.refused(ApiError.of(answer.statusCode, await answer.body.text()));
    for await (const line of linesOf(answer.body)) yield JSON.parse(line) as WatchEvent<O>;
  }

  /** Undefined where there is no such pod, or its container has not begun. */
  async logs(pod: string, query: Required<ApiRequest>['query']): Promise<string | undefined> {
    const call: Call = { method: 'GET', path: `${this.path('pods', pod)}/log`, query };
    return this.call(call).catch((error: unknown) => {
      if (error instanceof ApiError && [400, 404].includes(error.status)) return undefined;
      throw error;
    });
  }

  /** Of resources that are of no namespace, or of no interest elsewhere. */
  async json<T>(call: Call): Promise<T> {
    return JSON.parse(await this.call(call)) as T;
  }

  /** Calls under way are answered; none is repeated any more. */
  giveUp(): void {
    this.givingUp.abort();
  }

  async close(): Promise<void> {
    this.giveUp();
    await this.connection.close();
  }

  private path(resource: Resource, name?: string): string {
    const collection = `${resources[resource]}/namespaces/${this.options.namespace}/${resource}`;
    return name === undefined ? collection : `${collection}/${encodeURIComponent(name)}`;
  }

  private async call(call: Call): Promise<string> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.inFlight(() => this.attempt(call));
      } catch (error) {
        const pauseMs = retryDelay(error, attempt, Math.random());
        if (pauseMs === undefined || performance.now() + pauseMs > deadline) throw error;
        await delay(pauseMs, undefined, { signal: this.givingUp.signal }).catch(() => {
          throw error;
        });
      }
    }
  }

  private async attempt(call: Call): Promise<string> {
    // AbortSignal.timeout would go off also after the answer, for each of thousands of calls.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error(`No answer within ${ATTEMPT_MS} ms.`)), ATTEMPT_MS).unref();
    try {
      const answer = await this.connection.send({ ...call, signal: late.signal, silenceMs: ATTEMPT_MS });
      const body = await answer.body.text();
      if (answer.statusCode < 400) return body;
      throw this.refused(ApiError.of(answer.statusCode, body, answer.headers['retry-after']?.toString()));
    } finally {
      clearTimeout(timer);
    }
  }

  private refused(error: ApiError): ApiError {
    this.options.onRefusal?.(error);
    return error;
  }
}

function absent(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 404) return undefined;
  throw error;
}
