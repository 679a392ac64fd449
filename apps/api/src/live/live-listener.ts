import pLimit from 'p-limit';
import type { Socket } from 'socket.io';
import { type AuthenticatedPrincipal, InvalidTokenError } from '#libs/access';
import type { EventStore } from '#libs/event-sourcing';
import { type BearerAuthenticator, ProblemError } from '#libs/rest';
import type { FeedListener } from './feed-listener.js';
import type { Listeners } from './listeners.js';
import type { LiveFeed } from './live-feed.js';
import { type InboxFeedParts, LiveInboxFeed } from './live-inbox-feed.js';
import type { Subject } from './live-messages.js';
import { LiveProjectFeed, type ProjectFeedParts } from './live-project-feed.js';
import { Unread } from './unread.js';

export type LiveListenerParts = ProjectFeedParts &
  InboxFeedParts & {
    readonly listeners: Listeners;
    readonly log: Pick<EventStore, 'head'>;
    readonly authenticator: BearerAuthenticator;
  };

/** Projects that a person listens to on one connection, and on all of them. */
const FEEDS = 50;
const FEEDS_A_PERSON = 200;
/** Messages of a connection that wait for those before them: a page asks for all that it shows at once. */
const MESSAGES = 200;
/** What an inbox is kept as beside projects, which are kept by their ids. */
const INBOX = 'inbox';

const keyOf = (subject: Subject): string => ('project' in subject ? subject.project : INBOX);

const sameMembers = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean =>
  one.size === other.size && [...one].every((member) => other.has(member));

/** One socket: who it is, and what it listens to. Its feeds end with it. */
export class LiveListener {
  private readonly messages = pLimit(1);
  private readonly feeds = new Map<string, LiveFeed>();
  private readonly unread: Unread;
  private isClosed = false;

  constructor(
    private readonly socket: Socket,
    private token: string,
    private principal: AuthenticatedPrincipal,
    private readonly parts: LiveListenerParts,
  ) {
    this.unread = new Unread(socket.conn);
    socket.use((_, next) => {
      if (this.unread.isHopeless) socket.conn.close(true);
      else next();
    });
  }

  get userId(): string {
    return this.principal.userId;
  }

  /** Projects that it listens to. */
  get feedCount(): number {
    return this.feeds.size - (this.feeds.has(INBOX) ? 1 : 0);
  }

  /** Its messages are acted on one after the other, as they were sent. */
  async inOrder<T>(act: () => T | Promise<T>): Promise<T> {
    if (this.messages.pendingCount >= MESSAGES)
      throw new ProblemError('too-many-requests', `${MESSAGES} of your messages wait already: await their answers.`);
    return this.messages(act);
  }

  /** Returns the position after which it will hear: a later one than it asked for where what came before is not theirs to read. */
  async subscribe(subject: Subject, after?: string): Promise<string> {
    const key = keyOf(subject);
    const feed = this.feed(subject, await this.beginning(after));
    feed.attach();
    try {
      await this.admit(feed);
      // in one step with keeping it: many may be admitted at the same time
      if (key !== INBOX && !this.feeds.has(key)) this.checkRoom();
    } catch (error) {
      feed.close();
      throw error;
    }
    this.feeds.get(key)?.close();
    this.feeds.set(key, feed);
    const position = feed.position.toString();
    feed.open().catch((error: unknown) => {
      this.parts.report(error, 'live');
      feed.end('unavailable');
    });
    return position;
  }

  unsubscribe(subject: Subject): void {
    this.feeds.get(keyOf(subject))?.close();
    this.feeds.delete(keyOf(subject));
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
    await Promise.all([...this.feeds.values()].map((feed) => feed.reauthorize()));
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

  /** Throws the problem that keeps this listener from the feed. */
  private async admit(feed: LiveFeed): Promise<void> {
    // whoever was erased since the connection was admitted is refused here
    await this.parts.authenticator.authenticate(this.token);
    await feed.admit();
    // who left meanwhile would never be heard of again, and neither would its feed
    if (this.isClosed) throw new ProblemError('not-found', 'The connection was closed.');
  }

  private checkRoom(): void {
    if (this.feedCount >= FEEDS)
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

  private feed(subject: Subject, after: bigint | undefined): LiveFeed {
    const hearing = this.hearing(subject, () => feed);
    const feed: LiveFeed =
      'project' in subject
        ? new LiveProjectFeed(this.parts, subject.project, after, hearing)
        : new LiveInboxFeed(this.parts, after, hearing);
    return feed;
  }

  /** This listener, as one of its feeds sees it. */
  private hearing(subject: Subject, feed: () => LiveFeed): FeedListener {
    return {
      principal: () => this.principal,
      isCongested: () => this.unread.isCongested,
      inTurn: (work) => this.parts.listeners.readingOf(this.userId)(work),
      room: () => this.unread.room(),
      emit: (event) => this.emit(event),
      ended: (reason, position) => {
        // one that was not admitted yet is answered instead
        if (this.feeds.get(keyOf(subject)) !== feed()) return;
        this.feeds.delete(keyOf(subject));
        this.socket.emit('ended', { ...subject, reason, position: position.toString() });
      },
    };
  }

  private emit(event: object): void {
    if (this.principal.expiresAt.getTime() <= Date.now()) this.end();
    else this.socket.emit('event', event);
  }
}
