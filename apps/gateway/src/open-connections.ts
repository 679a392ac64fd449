import { type AccessGrant, bearerKey } from './access-grant.js';
import type { GatewayLog } from './gateway-log.js';
import { type Refusal, refusals } from './refusal.js';

export interface OpenConnectionsOptions {
  readonly mayAccess: (grant: AccessGrant) => Promise<boolean>;
  readonly recheckMs: number;
  /** Of one person, over all their sessions. */
  readonly maxPerPerson: number;
  readonly clock: () => Date;
  readonly log: GatewayLog;
}

/** What a connection is told that is cut off, where it can be told anything. */
const endings = { expired: refusals.noAccess, unknown: refusals.cannotTell, lost: refusals.notRunning };

interface Connection {
  readonly grant: AccessGrant;
  readonly end: (why: Refusal) => void;
}

/** All of one user to one session, by one credential where they came by one: the right is looked up for them together. */
interface Group {
  readonly members: Set<Connection>;
  knownAt: number;
  isAsking: boolean;
}

/** While the right cannot be looked up, connections stay open for this long, milliseconds: stores restart, work goes on. */
const benefitOfDoubt = 30_000;

/**
 * Every request and WebSocket under way. While there are any, each user's right to each session is looked up again and
 * again; who has lost it (stopped, expired, not a member any more) is cut off within two rounds.
 */
export class OpenConnections {
  readonly #groups = new Map<string, Group>();
  /** How many each person has. */
  readonly #counts = new Map<string, number>();
  #round: NodeJS.Timeout | undefined;

  constructor(private readonly options: OpenConnectionsOptions) {}

  /** Returns what to call when the connection has ended by itself; undefined: its person has too many. */
  add(grant: AccessGrant, end: (why: Refusal) => void): (() => void) | undefined {
    const count = this.#counts.get(grant.userId) ?? 0;
    if (count >= this.options.maxPerPerson) return undefined;
    this.#counts.set(grant.userId, count + 1);
    const key = bearerKey(grant);
    const group = this.#groups.get(key) ?? {
      members: new Set<Connection>(),
      knownAt: performance.now(),
      isAsking: false,
    };
    const connection = { grant, end };
    this.#groups.set(key, group);
    group.members.add(connection);
    this.#round ??= setInterval(() => this.#lookAfter(), this.options.recheckMs);
    return () => this.#remove(key, connection);
  }

  #remove(key: string, connection: Connection): void {
    const { userId } = connection.grant;
    const count = (this.#counts.get(userId) ?? 1) - 1;
    if (count === 0) this.#counts.delete(userId);
    else this.#counts.set(userId, count);
    const group = this.#groups.get(key);
    if (group === undefined) return;
    group.members.delete(connection);
    if (group.members.size === 0) this.#groups.delete(key);
    if (this.#groups.size > 0) return;
    clearInterval(this.#round);
    this.#round = undefined;
  }

  #lookAfter(): void {
    const now = this.options.clock();
    for (const group of this.#groups.values()) {
      this.#end(group, 'expired', ({ grant }) => grant.expiresAt <= now);
      if (performance.now() - group.knownAt > benefitOfDoubt) this.#end(group, 'unknown');
      if (!group.isAsking) void this.#ask(group);
    }
  }

  /** Never rejects. */
  async #ask(group: Group): Promise<void> {
    const [connection] = group.members;
    if (connection === undefined) return;
    const askedAt = performance.now();
    group.isAsking = true;
    try {
      if (await this.options.mayAccess(connection.grant)) group.knownAt = askedAt;
      else this.#end(group, 'lost');
    } catch (error) {
      this.options.log.warn({ launchId: connection.grant.launchId, err: error }, 'session-access-unknown');
    } finally {
      group.isAsking = false;
    }
  }

  #end(group: Group, reason: keyof typeof endings, which: (connection: Connection) => boolean = () => true): void {
    const ended = [...group.members].filter(which);
    for (const connection of ended) connection.end(endings[reason]);
    const [first] = ended;
    if (first === undefined) return;
    this.options.log.info(
      { launchId: first.grant.launchId, reason, connections: ended.length },
      'session-access-ended',
    );
  }
}
