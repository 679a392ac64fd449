import { mayInProject, type ProjectAccessLookup } from '#libs/access';
import type { FeedEnd } from '#libs/history';
import { type InboxChannels, InboxFeed, type InboxPast } from '#libs/notifications';
import type { FeedListener } from './feed-listener.js';
import type { LiveFeed } from './live-feed.js';
import { readPast } from './read-past.js';

export interface InboxFeedParts {
  readonly inboxes: InboxChannels;
  readonly inboxPast: InboxPast;
  /** As the log says. */
  readonly projects: ProjectAccessLookup;
  readonly report: (error: unknown, traceId: string) => void;
}

/** The inbox of whoever listens: there is no other that they could ask for. */
export class LiveInboxFeed implements LiveFeed {
  private readonly feed: InboxFeed;

  constructor(
    private readonly parts: InboxFeedParts,
    after: bigint | undefined,
    private readonly listener: FeedListener,
  ) {
    const { userId } = listener.principal();
    this.feed = new InboxFeed({
      channels: parts.inboxes,
      userId,
      after,
      past: (from, upTo) => readPast(parts.inboxPast.pages(userId, from, upTo), listener, () => !this.feed.isClosed),
      mayRead: (projectId) => this.mayRead(projectId),
      isCongested: () => listener.isCongested(),
      emit: (event) => listener.emit(event),
      end: (reason, position) => listener.ended(reason, position),
      report: (error) => parts.report(error, 'live'),
    });
  }

  get position(): bigint {
    return this.feed.position;
  }

  attach(): void {
    this.feed.attach();
  }

  /** Everybody has an inbox. */
  admit(): Promise<void> {
    return Promise.resolve();
  }

  open(): Promise<void> {
    return this.feed.open();
  }

  /** Rights are looked up event by event. */
  reauthorize(): Promise<void> {
    return Promise.resolve();
  }

  end(reason: FeedEnd): void {
    this.feed.end(reason);
  }

  close(): void {
    this.feed.close();
  }

  private async mayRead(projectId: string): Promise<boolean> {
    const project = await this.parts.projects.of(projectId);
    return mayInProject(this.listener.principal(), 'read-project', project) === 'allowed';
  }
}
