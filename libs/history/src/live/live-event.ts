import type { Audience } from '#libs/access';
import { asWhom, visibleData } from '../read/audience.js';
import type { HistoryEntry } from '../read/history-entry.js';
import { UNREADABLE_EVENT } from '../read/unreadable-event.js';
import type { Viewer } from '../read/viewer.js';

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

  /** Undefined where they do not see it. Shared: do not change it. */
  asSeenBy(viewer: Viewer): FeedEvent | undefined {
    if (this.position < viewer.from) return undefined;
    const audience = asWhom(viewer, this.entry.launchingUser);
    // of a launch there is one who launched it
    if (audience !== viewer.as) return this.seenAs(audience);
    if (!this.seen.has(audience)) this.seen.set(audience, this.seenAs(audience));
    return this.seen.get(audience);
  }

  private seenAs(audience: ReadonlySet<Audience>): FeedEvent | undefined {
    const { position, type, at, projectId } = this.entry;
    // what cannot be read is no event to whoever follows the log: then it is none of its past either
    if (type === UNREADABLE_EVENT) return undefined;
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
