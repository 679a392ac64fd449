import type { LRUCache } from 'lru-cache';
import type { Endpoint } from '#libs/session-runtime';
import { launchCache } from './launch-cache.js';
import { RecentAnswers } from './recent-answers.js';

/** Bounds how long requests go to an address that the runtime has given to something else while no worker lives to say so. */
const KNOWN_MS = 60_000;

export interface KnownEndpointsOptions {
  readonly endpointOf: (launchId: string) => Promise<Endpoint | undefined>;
  /** How long it is believed that a run has none, milliseconds. */
  readonly recheckMs: number;
  /** How long one that answers is kept, milliseconds. Default: a minute. */
  readonly knownMs?: number | undefined;
}

type Run = Pick<Endpoint, 'launchId' | 'run'>;

/** Where each run is: it does not move, so the runtime is not asked again for each request, or each second. */
export class KnownEndpoints {
  readonly #known: LRUCache<string, Endpoint>;
  readonly #asked: RecentAnswers<Run, Endpoint | undefined>;

  constructor({ endpointOf, recheckMs, knownMs = KNOWN_MS }: KnownEndpointsOptions) {
    this.#known = launchCache(knownMs);
    this.#asked = new RecentAnswers(
      recheckMs,
      ({ launchId, run }) => `${launchId} ${run}`,
      ({ launchId }) => endpointOf(launchId),
    );
  }

  /** Undefined where the launch has another run, or none. */
  async of(launchId: string, run: number): Promise<Endpoint | undefined> {
    const known = this.#known.get(launchId);
    if (known?.run === run) return known;
    const endpoint = await this.#asked.get({ launchId, run });
    if (endpoint?.run !== run) return undefined;
    this.#known.set(launchId, endpoint);
    return endpoint;
  }

  /** It was not there. */
  forget({ launchId, run }: Endpoint): void {
    if (this.#known.peek(launchId)?.run === run) this.#known.delete(launchId);
    this.#asked.forget({ launchId, run });
  }
}
