import type { Socket } from 'socket.io';
import { InvalidTokenError, mayInProject, type Principal, type ProjectAccessLookup } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { type FeedEnd, type HistoryQueries, type ProjectChannels, ProjectFeed } from '#libs/history';
import { type BearerAuthenticator, ProblemError } from '#libs/rest';

export interface LiveListenerParts {
  readonly authenticator: BearerAuthenticator;
  readonly channels: ProjectChannels;
  readonly history: HistoryQueries;
  readonly readModels: ReadModels;
  /** As the log says. */
  readonly projects: ProjectAccessLookup;
  readonly report: (error: unknown, traceId: string) => void;
}

const FEEDS = 50;
const PAST_WAIT_MS = 10_000;
/** Packets that a slow reader may leave unread. */
const UNREAD = 5_000;

/** One socket: who it is, and the projects that it listens to. Its feeds end with it. */
export class LiveListener {
  private readonly feeds = new Map<string, ProjectFeed>();
  private isClosed = false;

  constructor(
    private readonly socket: Socket,
    private token: string,
    private principal: Principal,
    private readonly parts: LiveListenerParts,
  ) {}

  get userId(): string {
    return this.principal.userId;
  }

  /** Returns the position after which it will hear. */
  async subscribe({ project, after }: { project: string; after?: string | undefined }): Promise<string> {
    const feed = this.feed(project, after === undefined ? undefined : BigInt(after));
    const position = feed.position.toString();
    feed.attach();
    try {
      await this.admit(project, feed);
    } catch (error) {
      feed.close();
      throw error;
    }
    this.feeds.get(project)?.close();
    this.feeds.set(project, feed);
    feed.open().catch((error: unknown) => {
      this.parts.report(error, 'live');
      feed.end('unavailable');
    });
    return position;
  }

  unsubscribe(project: string): void {
    this.feeds.get(project)?.close();
    this.feeds.delete(project);
  }

  /** A newer token of the same person; what is listened to goes on. */
  async renew(token: string): Promise<void> {
    const principal = await this.parts.authenticator.authenticate(token);
    if (principal.userId !== this.principal.userId)
      throw new ProblemError('forbidden', 'The new token belongs to somebody else: open a new connection.');
    this.token = token;
    this.principal = principal;
  }

  /** Ends everything where the token is good no more. A provider that cannot be asked now proves nothing. */
  async recheck(): Promise<void> {
    try {
      await this.parts.authenticator.authenticate(this.token);
    } catch (error) {
      if (error instanceof InvalidTokenError) this.end();
    }
  }

  /** Tells that the token is good no more, and hangs up. */
  end(): void {
    for (const feed of this.feeds.values()) feed.end('token-expired');
    this.socket.disconnect(true);
  }

  close(): void {
    this.isClosed = true;
    for (const feed of this.feeds.values()) feed.close();
    this.feeds.clear();
  }

  /** Throws the problem that keeps this listener from the project. */
  private async admit(project: string, feed: ProjectFeed): Promise<void> {
    const access = await this.parts.projects.of(project);
    if (feed.ended === 'access-lost' || !feed.mayRead(access)) throw new ProblemError('project-not-found');
    if (feed.ended !== undefined) throw new ProblemError('event-store-unavailable');
    // who left meanwhile would never be heard of again, and neither would its feed
    if (this.isClosed) throw new ProblemError('not-found', 'The connection was closed.');
    if (this.feeds.size >= FEEDS && !this.feeds.has(project))
      throw new ProblemError('too-many-requests', `A socket listens to at most ${FEEDS} projects.`);
  }

  private feed(project: string, after: bigint | undefined): ProjectFeed {
    const { channels } = this.parts;
    const feed: ProjectFeed = new ProjectFeed({
      channels,
      after,
      projectId: project,
      userId: this.principal.userId,
      past: (from, upTo) => this.past(project, from, upTo),
      mayRead: (access) => mayInProject(this.principal, 'read-project', access) === 'allowed',
      isCongested: () => this.unread() > UNREAD,
      emit: (event) => this.socket.emit('event', event),
      end: (reason, position) => {
        // one that was not admitted yet is answered instead
        if (this.feeds.get(project) !== feed) return;
        this.feeds.delete(project);
        this.ended(project, reason, position);
      },
    });
    return feed;
  }

  private ended(project: string, reason: FeedEnd, position: bigint): void {
    this.socket.emit('ended', { project, reason, position: position.toString() });
  }

  private unread(): number {
    return (this.socket.conn as unknown as { writeBuffer?: readonly unknown[] }).writeBuffer?.length ?? 0;
  }

  private async *past(projectId: string, after: bigint, upTo: bigint): ReturnType<HistoryQueries['all']> {
    if (!(await this.parts.readModels.waitFor(upTo, PAST_WAIT_MS))) throw new ProblemError('read-model-behind');
    const viewer = { as: new Set(['member'] as const), userId: this.principal.userId };
    yield* this.parts.history.all({ projectId, viewer, after });
  }
}
