import type { Socket } from 'socket.io';
import { type AuthenticatedPrincipal, InvalidTokenError, type ProjectAccessLookup } from '#libs/access';
import type { EventStore, ReadModels } from '#libs/event-sourcing';
import {
  type FeedEnd,
  type FeedEvent,
  type HistoryQueries,
  type ProjectChannels,
  ProjectFeed,
  type Viewer,
  viewerOf,
} from '#libs/history';
import { type BearerAuthenticator, ProblemError } from '#libs/rest';
import type { Listeners } from './listeners.js';

export interface LiveListenerParts {
  readonly listeners: Listeners;
  readonly log: Pick<EventStore, 'head'>;
  readonly authenticator: BearerAuthenticator;
  readonly channels: ProjectChannels;
  readonly history: HistoryQueries;
  readonly readModels: ReadModels;
  /** As the log says. */
  readonly projects: ProjectAccessLookup;
  readonly report: (error: unknown, traceId: string) => void;
}

/** Projects that a person listens to on one connection, and on all of them. */
const FEEDS = 50;
const FEEDS_A_PERSON = 200;
const PAST_WAIT_MS = 10_000;
/** Packets that a slow reader may leave unread. */
const UNREAD = 5_000;

const sameMembers = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean =>
  one.size === other.size && [...one].every((member) => other.has(member));

/** One socket: who it is, and the projects that it listens to. Its feeds end with it. */
export class LiveListener {
  private readonly feeds = new Map<string, ProjectFeed>();
  private isClosed = false;

  constructor(
    private readonly socket: Socket,
    private token: string,
    private principal: AuthenticatedPrincipal,
    private readonly parts: LiveListenerParts,
  ) {}

  get userId(): string {
    return this.principal.userId;
  }

  /** Projects that it listens to. */
  get feedCount(): number {
    return this.feeds.size;
  }

  /** Returns the position after which it will hear: a later one than it asked for where what came before is not theirs to read. */
  async subscribe({ project, after }: { project: string; after?: string | undefined }): Promise<string> {
    const feed = this.feed(project, await this.beginning(after));
    feed.attach();
    try {
      await this.admit(project, feed);
      // in one step with keeping it: many may be admitted at the same time
      if (!this.feeds.has(project)) this.checkRoom();
    } catch (error) {
      feed.close();
      throw error;
    }
    this.feeds.get(project)?.close();
    this.feeds.set(project, feed);
    const position = feed.position.toString();
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

  /** A newer token of the same person; what it lets them listen to goes on. */
  async renew(token: string): Promise<void> {
    const principal = await this.parts.authenticator.authenticate(token);
    if (principal.userId !== this.principal.userId)
      throw new ProblemError('forbidden', 'The new token belongs to somebody else: open a new connection.');
    const hasSameRoles = sameMembers(principal.roles, this.principal.roles);
    this.token = token;
    this.principal = principal;
    if (hasSameRoles) return;
    await Promise.all(
      [...this.feeds].map(([project, feed]) => feed.authorizeBy(() => this.parts.projects.of(project))),
    );
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
    // whoever was erased since the connection was admitted is refused here
    await this.parts.authenticator.authenticate(this.token);
    await feed.authorizeBy(() => this.parts.projects.of(project));
    if (feed.ended === 'access-lost') throw new ProblemError('project-not-found');
    if (feed.ended !== undefined) throw new ProblemError('event-store-unavailable');
    // who left meanwhile would never be heard of again, and neither would its feed
    if (this.isClosed) throw new ProblemError('not-found', 'The connection was closed.');
  }

  private checkRoom(): void {
    if (this.feeds.size >= FEEDS)
      throw new ProblemError('too-many-requests', `A socket listens to at most ${FEEDS} projects.`);
    const others = [...this.parts.listeners.of(this.userId)];
    if (others.reduce((sum, { feedCount }) => sum + feedCount, 0) >= FEEDS_A_PERSON)
      throw new ProblemError(
        'too-many-requests',
        `All your connections together listen to ${FEEDS_A_PERSON} projects already: unsubscribe from some.`,
      );
  }

  /** Beyond the end of our events nothing of ours lies behind: another process may have told the position of somebody else's. */
  private async beginning(after: string | undefined): Promise<bigint | undefined> {
    if (after === undefined) return undefined;
    const position = BigInt(after);
    if (position <= this.parts.channels.position) return position;
    const head = await this.parts.log.head();
    return position < head ? position : head;
  }

  private feed(project: string, after: bigint | undefined): ProjectFeed {
    const { channels } = this.parts;
    const feed: ProjectFeed = new ProjectFeed({
      channels,
      after,
      projectId: project,
      past: (viewer, from, upTo) => this.past(project, viewer, { from, upTo }),
      viewer: (access) => viewerOf(this.principal, access),
      isCongested: () => this.unread() > UNREAD,
      emit: (event) => this.emit(event),
      end: (reason, position) => {
        // one that was not admitted yet is answered instead
        if (this.feeds.get(project) !== feed) return;
        this.feeds.delete(project);
        this.ended(project, reason, position);
      },
    });
    return feed;
  }

  private emit(event: FeedEvent): void {
    if (this.principal.expiresAt.getTime() <= Date.now()) this.end();
    else this.socket.emit('event', event);
  }

  private ended(project: string, reason: FeedEnd, position: bigint): void {
    this.socket.emit('ended', { project, reason, position: position.toString() });
  }

  private unread(): number {
    return (this.socket.conn as unknown as { writeBuffer?: readonly unknown[] }).writeBuffer?.length ?? 0;
  }

  private async *past(
    projectId: string,
    viewer: Viewer,
    { from, upTo }: { readonly from: bigint; readonly upTo: bigint },
  ): ReturnType<HistoryQueries['all']> {
    if (!(await this.parts.readModels.waitFor(upTo, PAST_WAIT_MS))) throw new ProblemError('read-model-behind');
    yield* this.parts.history.all({ projectId, viewer, after: from });
  }
}
