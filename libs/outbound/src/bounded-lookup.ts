import { domainOf } from './domain-of.js';
import { orAborted } from './or-aborted.js';
import { OutboundBusyError } from './outbound-busy-error.js';

/** All addresses of a host. Rejects where there is no such host. */
export type Lookup = (host: string) => Promise<readonly string[]>;

interface Turn {
  readonly asked: Promise<readonly string[]>;
  readonly begin: () => void;
}

/** Of the four threads of libuv, which read files and compute hashes as well. */
const MAX_RUNNING = 2;
const MAX_WAITING = 64;
const MAX_WAITING_OF_A_DOMAIN = 8;
/** Shorter than those wait who look at an image: they hear that we are busy, and not that its registry is silent. */
const MAX_WAIT_MS = 4_000;

/**
 * Looks hosts up by what blocks a thread, and cannot be given up: `getaddrinfo`, for as long as somebody's name server does not answer.
 * A resolver of DNS alone would block none, but does not know what operators write into /etc/hosts and search domains. So few run at
 * once, the others wait, and each domain has a share: who has a silent name server delays the others and does not stop them.
 */
export class BoundedLookup {
  /** By host. */
  readonly #running = new Map<string, Promise<readonly string[]>>();
  readonly #waiting = new Map<string, Turn>();

  constructor(
    private readonly lookup: Lookup,
    private readonly maxWaitMs = MAX_WAIT_MS,
  ) {}

  /** Rejects with `OutboundBusyError` where its turn does not come, and with the signal's reason. */
  addressesOf(host: string, signal?: AbortSignal): Promise<readonly string[]> {
    return orAborted(this.#running.get(host) ?? this.#waiting.get(host)?.asked ?? this.#ask(host), signal);
  }

  #ask(host: string): Promise<readonly string[]> {
    if (this.#mayRun(host)) return this.#run(host);
    return this.#mayWait(host) ? this.#wait(host) : Promise.reject(new OutboundBusyError(host));
  }

  #mayRun(host: string): boolean {
    return this.#running.size < MAX_RUNNING && ofDomain(host, this.#running) === 0;
  }

  #mayWait(host: string): boolean {
    return this.#waiting.size < MAX_WAITING && ofDomain(host, this.#waiting) < MAX_WAITING_OF_A_DOMAIN;
  }

  #run(host: string): Promise<readonly string[]> {
    const asked = this.lookup(host).finally(() => {
      this.#running.delete(host);
      this.#next();
    });
    this.#running.set(host, asked);
    return asked;
  }

  #wait(host: string): Promise<readonly string[]> {
    let begin = (): void => undefined;
    const asked = new Promise<readonly string[]>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(host);
        reject(new OutboundBusyError(host));
      }, this.maxWaitMs).unref();
      begin = () => {
        clearTimeout(timer);
        resolve(this.#run(host));
      };
    });
    this.#waiting.set(host, { asked, begin });
    return asked;
  }

  #next(): void {
    for (const [host, { begin }] of this.#waiting)
      if (this.#mayRun(host)) {
        this.#waiting.delete(host);
        begin();
      }
  }
}

const ofDomain = (host: string, hosts: ReadonlyMap<string, unknown>): number =>
  [...hosts.keys()].filter((other) => domainOf(other) === domainOf(host)).length;
