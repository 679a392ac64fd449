import { type Audience, visibleData } from '../read/audience.js';
import type { HistoryEntry } from '../read/history-entry.js';

/** What a listener receives. */
export interface FeedEvent {
  readonly position: string;
  readonly type: string;
  readonly at: string;
  readonly projectId: string;
  readonly sessionId?: string | undefined;
  readonly launchId?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

const members: ReadonlySet<Audience> = new Set(['member']);
const launchingUser: ReadonlySet<Audience> = new Set(['member', 'launching-user']);

const idIn = (data: Readonly<Record<string, unknown>>, field: string): string | undefined => {
  const id = data[field];
  return typeof id === 'string' ? id : undefined;
};

/** An event of a project on its way to those who listen: what each audience sees of it is worked out once, however many they are. */
export class LiveEvent {
  readonly position: bigint;
  private readonly seen = new Map<ReadonlySet<Audience>, FeedEvent | undefined>();

  constructor(readonly entry: HistoryEntry) {
    this.position = BigInt(entry.position);
  }

  /** Undefined where this member of the project does not see it. Shared: do not change it. */
  asSeenBy(userId: string): FeedEvent | undefined {
    const audience = this.entry.launchingUser === userId ? launchingUser : members;
    if (!this.seen.has(audience)) this.seen.set(audience, this.seenAs(audience));
    return this.seen.get(audience);
  }

  private seenAs(audience: ReadonlySet<Audience>): FeedEvent | undefined {
    const { position, type, at, projectId } = this.entry;
    const data = visibleData(type, this.entry.data, audience);
    if (data === undefined) return undefined;
    return {
      position,
      type,
      at,
      projectId,
      sessionId: idIn(data, 'sessionId'),
      launchId: idIn(data, 'launchId'),
      data,
    };
  }
}
