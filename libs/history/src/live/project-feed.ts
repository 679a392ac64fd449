import type { ProjectAccess } from '#libs/access';
import type { HistoryEntry } from '../read/history-entry.js';
import type { Viewer } from '../read/viewer.js';
import { type FeedEvent, LiveEvent } from './live-event.js';
import type { FeedEnd, ProjectListener } from './project-channel.js';
import type { ProjectChannels } from './project-channels.js';

export interface FeedOptions {
  readonly channels: Pick<ProjectChannels, 'position' | 'listen'>;
  readonly projectId: string;
  /** Resume after this position; undefined: from now on. */
  readonly after: bigint | undefined;
  /** The project's past events after `after` that the viewer sees, complete up to `upTo`. */
  readonly past: (viewer: Viewer, after: bigint, upTo: bigint) => AsyncIterable<HistoryEntry>;
  /** Whom the project's access makes of the listener; undefined: nobody who may read it. */
  readonly viewer: (access: ProjectAccess | undefined) => Viewer | undefined;
  /** In log order, without gap or duplicate. */
  readonly emit: (event: FeedEvent) => void;
  readonly end: (reason: FeedEnd, position: bigint) => void;
  /** The listener does not keep up: it is cut off, and may resume. */
  readonly isCongested?: () => boolean;
  /** Events of the project held back while its past is read or a right is looked up. */
  readonly bufferLimit?: number;
}

const seesAlike = (one: Viewer | undefined, other: Viewer): boolean => one?.as === other.as && one.from === other.from;

/**
 * A project's events for one listener: attach a bounded buffer to the project's channel at H, read the past up to H, then what
 * was buffered, then live. Overflow or lost access ends it with the position to resume from. Authorize it between attaching and
 * opening, so that the right to listen cannot be lost unnoticed in between.
 */
export class ProjectFeed implements ProjectListener {
  private reached: bigint;
  private viewer: Viewer | undefined;
  private authorizations = 0;
  private authorizing: Promise<void> | undefined;
  private readonly held: LiveEvent[] = [];
  /** The past that is still to be read, and rights that are looked up. */
  private holds = 1;
  private detach: () => void = () => undefined;
  private attachedAt = 0n;
  private closed = false;
  private endedBy: FeedEnd | undefined;

  constructor(private readonly options: FeedOptions) {
    this.reached = options.after ?? options.channels.position;
  }

  /** Of the last event that was handed out, or where the feed begins: never before what its listener may read. */
  get position(): bigint {
    const { from } = this.viewer ?? { from: 0n };
    return this.reached < from ? from - 1n : this.reached;
  }

  /** Why there is no more; undefined while there may be. */
  get ended(): FeedEnd | undefined {
    return this.endedBy;
  }

  /** It hands out nothing any more. */
  get isClosed(): boolean {
    return this.closed;
  }

  attach(): void {
    this.attachedAt = this.options.channels.position;
    this.detach = this.options.channels.listen(this.options.projectId, this);
  }

  /**
   * What the listener may read is looked up, at the beginning or because they have become somebody else; nothing is handed out
   * meanwhile. Ends the feed where that is nothing, or nobody can say; then it rejects as well.
   * @param lookUp access as the log says when it is called
   */
  authorizeBy(lookUp: () => Promise<ProjectAccess | undefined>): Promise<void> {
    this.holds += 1;
    this.authorizing = this.lookUp(lookUp).finally(() => this.release());
    return this.authorizing;
  }

  /** Resolves when the past was handed out and the feed is live. */
  async open(): Promise<void> {
    while (!(await this.readPast(this.attachedAt)));
    this.release();
  }

  close(): void {
    this.closed = true;
    this.detach();
  }

  authorize(access: ProjectAccess | undefined): void {
    this.authorizations += 1;
    this.viewer = this.options.viewer(access);
    if (this.viewer === undefined) this.end('access-lost');
  }

  receive(event: LiveEvent): void {
    if (this.holds === 0) return this.hand(event);
    if (this.held.length >= (this.options.bufferLimit ?? 10_000)) return this.end('overflow');
    this.held.push(event);
  }

  /** Tells the listener why there is no more, once. */
  end(reason: FeedEnd): void {
    if (this.closed) return;
    this.endedBy = reason;
    this.close();
    this.options.end(reason, this.position);
  }

  private async lookUp(lookUp: () => Promise<ProjectAccess | undefined>): Promise<void> {
    try {
      for (;;) {
        const before = this.authorizations;
        const access = await lookUp();
        // whoever was authorized meanwhile was by what is newer
        if (before === this.authorizations || this.closed) return this.authorize(access);
      }
    } catch (error) {
      this.end('unavailable');
      throw error;
    }
  }

  /** False where the listener has come to see more or less meanwhile: what is left of the past is to be searched anew. */
  private async readPast(upTo: bigint): Promise<boolean> {
    const { viewer } = this;
    if (viewer === undefined || this.position >= upTo) return true;
    for await (const entry of this.options.past(viewer, this.position, upTo)) {
      await this.authorizing;
      if (this.closed) return true;
      if (!seesAlike(this.viewer, viewer)) return false;
      const event = new LiveEvent(entry);
      if (event.position <= upTo) this.hand(event);
    }
    return true;
  }

  private release(): void {
    this.holds -= 1;
    if (this.holds === 0) for (const event of this.held.splice(0)) this.hand(event);
  }

  private hand(event: LiveEvent): void {
    if (this.closed || this.viewer === undefined || event.position <= this.reached) return;
    const seen = event.asSeenBy(this.viewer);
    // most events of a project with many people are of one of them: what is hidden costs no more than that it is known to be
    if (seen !== undefined && this.options.isCongested?.() === true) return this.end('overflow');
    if (seen !== undefined) this.options.emit(seen);
    this.reached = event.position;
  }
}
