import type { Recorded } from '#libs/event-sourcing';
import { type Audience, visibleData } from '../read/audience.js';
import { type HistoryEntry, historyEntry } from '../read/history-entry.js';
import type { LogHub } from './log-hub.js';

/** What a listener receives, in log order, without gap or duplicate. */
export interface FeedEvent {
  readonly position: string;
  readonly type: string;
  readonly at: string;
  readonly projectId: string;
  readonly sessionId?: string | undefined;
  readonly launchId?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

export type FeedEnd = 'overflow' | 'access-lost' | 'unavailable' | 'token-expired';

export interface FeedOptions {
  readonly hub: Pick<LogHub, 'position' | 'attach'>;
  readonly projectId: string;
  readonly userId: string;
  /** Resume after this position; undefined: from now on. */
  readonly after: bigint | undefined;
  /** The project's past events after `after`, complete up to `upTo`. */
  readonly past: (after: bigint, upTo: bigint) => AsyncIterable<HistoryEntry>;
  /** Judged again whenever members or visibility change. */
  readonly mayRead: () => Promise<boolean>;
  readonly emit: (event: FeedEvent) => void;
  readonly end: (reason: FeedEnd, position: bigint) => void;
  /** The listener does not keep up: it is cut off, and may resume. */
  readonly isCongested?: () => boolean;
  /** Events held back while the past is read. */
  readonly bufferLimit?: number;
}

const mayRevoke = new Set(['MemberRemoved', 'MemberRoleSet', 'ProjectVisibilityChanged', 'ProjectDeleted']);

const idIn = (data: Readonly<Record<string, unknown>>, field: string): string | undefined => {
  const id = data[field];
  return typeof id === 'string' ? id : undefined;
};

/**
 * A project's events for one listener: attach a bounded buffer to the live hub at H, read the past up to H, then what was
 * buffered, then live. Overflow or lost access ends it with the position to resume from.
 */
export class ProjectFeed {
  /** The position of the last event that was handed out, or where the feed began. */
  position: bigint;
  private buffer: Recorded[] | undefined = [];
  private detach: () => void = () => undefined;
  private ended = false;

  constructor(private readonly options: FeedOptions) {
    this.position = options.after ?? options.hub.position;
  }

  /** Resolves when the past was handed out and the feed is live. */
  async open(): Promise<void> {
    this.detach = this.options.hub.attach((event) => this.receive(event));
    const upTo = this.options.hub.position;
    if (this.position < upTo)
      for await (const entry of this.options.past(this.position, upTo)) {
        if (this.ended) return;
        if (BigInt(entry.position) <= upTo) this.hand(entry);
      }
    const held = this.buffer ?? [];
    this.buffer = undefined;
    for (const event of held) this.handLive(event);
  }

  close(): void {
    this.ended = true;
    this.detach();
  }

  private receive(event: Recorded): void {
    if (this.buffer === undefined) return this.handLive(event);
    if (this.buffer.length >= (this.options.bufferLimit ?? 10_000)) return this.end('overflow');
    this.buffer.push(event);
  }

  private handLive(event: Recorded): void {
    const entry = historyEntry(event);
    if (this.ended || entry?.projectId !== this.options.projectId) return;
    if (mayRevoke.has(event.type)) void this.judge();
    this.hand(entry);
  }

  private hand(entry: HistoryEntry): void {
    const position = BigInt(entry.position);
    if (this.ended || position <= this.position) return;
    if (this.options.isCongested?.() === true) return this.end('overflow');
    this.position = position;
    const data = visibleData(entry.type, entry.data, this.audience(entry));
    if (data === undefined) return;
    const { type, at, projectId } = entry;
    const ids = { sessionId: idIn(data, 'sessionId'), launchId: idIn(data, 'launchId') };
    this.options.emit({ position: entry.position, type, at, projectId, ...ids, data });
  }

  private audience({ launchingUser }: HistoryEntry): ReadonlySet<Audience> {
    return new Set<Audience>(launchingUser === this.options.userId ? ['member', 'launching-user'] : ['member']);
  }

  private async judge(): Promise<void> {
    try {
      if (!(await this.options.mayRead())) this.end('access-lost');
    } catch {
      this.end('unavailable');
    }
  }

  /** Tells the listener why there is no more, once. */
  end(reason: FeedEnd): void {
    if (this.ended) return;
    this.close();
    this.options.end(reason, this.position);
  }
}
