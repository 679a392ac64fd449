import type { GatewayLog } from './gateway-log.js';
import type { Visit } from './visit.js';

export interface OpenVisitsOptions {
  readonly mayEnter: (visit: Visit) => Promise<boolean>;
  readonly recheckMs: number;
  readonly clock: () => Date;
  readonly log: GatewayLog;
}

interface Stay {
  readonly visit: Visit;
  readonly end: () => void;
}

/** All stays of one user in one session: they are asked about together. */
interface Group {
  readonly stays: Set<Stay>;
  knownAt: number;
  isAsking: boolean;
}

/** While the right cannot be looked up, who is in may stay for this long, milliseconds: stores restart, work goes on. */
const benefitOfDoubt = 30_000;

/**
 * Every request and WebSocket under way. While there are any, each user's right to each session is looked up again and
 * again; who has lost it (stopped, expired, not a member any more) is cut off within two rounds.
 */
export class OpenVisits {
  readonly #groups = new Map<string, Group>();
  #round: NodeJS.Timeout | undefined;

  constructor(private readonly options: OpenVisitsOptions) {}

  /** Returns what to call when the connection has ended by itself. */
  add(visit: Visit, end: () => void): () => void {
    const key = `${visit.launchId} ${visit.userId}`;
    const group = this.#groups.get(key) ?? { stays: new Set<Stay>(), knownAt: performance.now(), isAsking: false };
    const stay = { visit, end };
    this.#groups.set(key, group);
    group.stays.add(stay);
    this.#round ??= setInterval(() => this.#lookAfter(), this.options.recheckMs);
    return () => this.#remove(key, stay);
  }

  #remove(key: string, stay: Stay): void {
    const group = this.#groups.get(key);
    if (group === undefined) return;
    group.stays.delete(stay);
    if (group.stays.size === 0) this.#groups.delete(key);
    if (this.#groups.size > 0) return;
    clearInterval(this.#round);
    this.#round = undefined;
  }

  #lookAfter(): void {
    const now = this.options.clock();
    for (const group of this.#groups.values()) {
      this.#end(group, 'expired', ({ visit }) => visit.expiresAt <= now);
      if (performance.now() - group.knownAt > benefitOfDoubt) this.#end(group, 'unknown');
      if (!group.isAsking) void this.#ask(group);
    }
  }

  /** Never rejects. */
  async #ask(group: Group): Promise<void> {
    const [stay] = group.stays;
    if (stay === undefined) return;
    const askedAt = performance.now();
    group.isAsking = true;
    try {
      if (await this.options.mayEnter(stay.visit)) group.knownAt = askedAt;
      else this.#end(group, 'lost');
    } catch (error) {
      this.options.log.warn({ launchId: stay.visit.launchId, err: error }, 'session-access-unknown');
    } finally {
      group.isAsking = false;
    }
  }

  #end(group: Group, reason: string, which: (stay: Stay) => boolean = () => true): void {
    const ended = [...group.stays].filter(which);
    for (const stay of ended) stay.end();
    const [first] = ended;
    if (first === undefined) return;
    this.options.log.info({ launchId: first.visit.launchId, reason, connections: ended.length }, 'session-visit-ended');
  }
}
