import type { ProjectAccess } from '#libs/access';
import type { HistoryEntry } from '../read/history-entry.js';
import { type FeedEvent, LiveEvent } from './live-event.js';
import type { FeedEnd, ProjectListener } from './project-channel.js';
import type { ProjectChannels } from './project-channels.js';

export interface FeedOptions {
  readonly channels: Pick<ProjectChannels, 'position' | 'listen'>;
  readonly projectId: string;
  readonly userId: string;
  /** Resume after this position; undefined: from now on. */
  readonly after: bigint | undefined;
  /** The project's past events after `after`, complete up to `upTo`. */
  readonly past: (after: bigint, upTo: bigint) => AsyncIterable<HistoryEntry>;
  /** Judged again whenever members or visibility change. */
  readonly mayRead: (access: ProjectAccess | undefined) => boolean;
  /** In log order, without gap or duplicate. */
  readonly emit: (event: FeedEvent) => void;
  readonly end: (reason: FeedEnd, position: bigint) => void;
  /** The listener does not keep up: it is cut off, and may resume. */
  readonly isCongested?: () => boolean;
  /** Events of the project held back while its past is read. */
  readonly bufferLimit?: number;
}

/**
 * A project's events for one listener: attach a bounded buffer to the project's channel at H, read the past up to H, then what
 * was buffered, then live. Overflow or lost access ends it with the position to resume from. Ask for the right to listen
 * between attaching and opening, so that it cannot be lost unnoticed in between.
 */
export class ProjectFeed implements ProjectListener {
  /** The position of the last event that was handed out, or where the feed began. */
  position: bigint;
  private buffer: LiveEvent[] | undefined = [];
  private detach: () => void = () => undefined;
  private attachedAt = 0n;
  private closed = false;
  private endedBy: FeedEnd | undefined;

  constructor(private readonly options: FeedOptions) {
    this.position = options.after ?? options.channels.position;
  }

  /** Why there is no more; undefined while there may be. */
  get ended(): FeedEnd | undefined {
    return this.endedBy;
  }

  attach(): void {
    this.attachedAt = this.options.channels.position;
    this.detach = this.options.channels.listen(this.options.projectId, this);
  }

  /** Resolves when the past was handed out and the feed is live. */
  async open(): Promise<void> {
    const upTo = this.attachedAt;
    if (this.position < upTo)
      for await (const entry of this.options.past(this.position, upTo)) {
        if (this.closed) return;
        const event = new LiveEvent(entry);
        if (event.position <= upTo) this.hand(event);
      }
    const held = this.buffer ?? [];
    this.buffer = undefined;
    for (const event of held) this.hand(event);
  }

  close(): void {
    this.closed = true;
    this.detach();
  }

  mayRead(access: ProjectAccess | undefined): boolean {
    return this.options.mayRead(access);
  }

  receive(event: LiveEvent): void {
    if (this.buffer === undefined) return this.hand(event);
    if (this.buffer.length >= (this.options.bufferLimit ?? 10_000)) return this.end('overflow');
    this.buffer.push(event);
  }

  /** Tells the listener why there is no more, once. */
  end(reason: FeedEnd): void {
    if (this.closed) return;
    this.endedBy = reason;
    this.close();
    this.options.end(reason, this.position);
  }

  private hand(event: LiveEvent): void {
    if (this.closed || event.position <= this.position) return;
    if (this.options.isCongested?.() === true) return this.end('overflow');
    const seen = event.asSeenBy(this.options.userId);
    if (seen !== undefined) this.options.emit(seen);
    this.position = event.position;
  }
}
