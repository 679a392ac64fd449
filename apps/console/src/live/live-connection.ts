import { io, type Socket } from 'socket.io-client';
import type { AccessTokens } from '../api/access-tokens.js';
import type { FeedEvent } from './feed-event.js';

export type Connection = 'connecting' | 'live' | 'lost';

export interface Follower {
  /** In log order, without gap or duplicate, also across lost connections. */
  readonly onEvent: (event: FeedEvent) => void;
  /** `position`: where the log is now, the first time. */
  readonly onConnection: (connection: Connection, position?: string) => void;
  /** It cannot be read any more. */
  readonly onGone: () => void;
}

/** What is followed: a project, or one's own inbox. */
type Subject = { readonly project: string } | { readonly inbox: true };

interface Following {
  readonly subject: Subject;
  readonly follower: Follower;
  /** Position of the last event that was handed on. */
  last: string | undefined;
  /** It listens. */
  isLive: boolean;
}

type Answer =
  | { readonly ok: true; readonly position: string }
  | { readonly ok: false; readonly problem: { readonly code: string } };

type Ended = Subject & {
  readonly reason: 'overflow' | 'access-lost' | 'unavailable' | 'token-expired';
  readonly position: string;
};

const INBOX = 'inbox';

const keyOf = (subject: Subject): string => ('project' in subject ? subject.project : INBOX);

const ACK_MS = 10_000;
const AGAIN_MS = 2000;
/** Until somebody who waits for the first connection is told that there is none. */
const CONNECT_MS = 5000;

const later = (a: string | undefined, b: string): string => (a !== undefined && BigInt(a) > BigInt(b) ? a : b);

/** The live feed of one signed-in person: follows projects and their inbox, and after a lost connection goes on where it was. */
export class LiveConnection {
  private readonly socket: Socket;
  /** Projects by their ids, and the inbox. */
  private readonly following = new Map<string, Following>();
  private again: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  /** That the server was shown last. */
  private token = '';

  constructor(private readonly tokens: AccessTokens) {
    this.socket = io({
      autoConnect: false,
      transports: ['websocket'],
      timeout: 10_000,
      reconnectionDelayMax: 5000,
      auth: (send) => {
        tokens.fresh().then(
          (token) => {
            this.token = token;
            send({ token });
          },
          () => send({ token: '' }),
        );
      },
    });
    this.socket.on('connect', () => this.subscribeAll());
    this.socket.on('event', (event: FeedEvent) => this.receive(event));
    this.socket.on('ended', (ended: Ended) => this.goOnAfter(ended));
    this.socket.on('disconnect', () => this.lose());
    this.socket.on('connect_error', (error: Error) => this.lose(error.message === 'unauthenticated'));
  }

  open(): void {
    this.closed = false;
    this.socket.connect();
  }

  /** Each time the server is reached. Returns how to stop it. */
  onConnected(tell: () => void): () => void {
    this.socket.on('connect', tell);
    return () => this.socket.off('connect', tell);
  }

  /** Returns how to stop it. */
  follow(project: string, follower: Follower): () => void {
    return this.followSubject({ project }, follower);
  }

  /** Returns how to stop it. */
  followInbox(follower: Follower): () => void {
    return this.followSubject({ inbox: true }, follower);
  }

  private followSubject(subject: Subject, follower: Follower): () => void {
    const following: Following = { subject, follower, last: undefined, isLive: false };
    this.following.set(keyOf(subject), following);
    follower.onConnection('connecting');
    if (this.socket.connected) this.subscribe(following);
    const overdue = setTimeout(() => {
      if (!following.isLive) follower.onConnection('lost');
    }, CONNECT_MS);
    return () => {
      clearTimeout(overdue);
      if (!this.isFollowed(following)) return;
      this.following.delete(keyOf(subject));
      if (this.socket.connected) this.socket.emit('unsubscribe', subject);
    };
  }

  /** The connection stays, under the new token; where that is refused, as for another person's, a new one is made. */
  authenticate(token: string): void {
    if (!this.socket.connected) return;
    this.token = token;
    this.socket.timeout(ACK_MS).emit('authenticate', { token }, (late: Error | null, answer?: Pick<Answer, 'ok'>) => {
      if (late !== null || answer?.ok !== true) this.socket.disconnect().connect();
    });
  }

  /** Now, and not when the next attempt is due. */
  tryNow(): void {
    if (!this.socket.connected) this.socket.disconnect().connect();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.again);
    this.socket.close();
  }

  private subscribeAll(): void {
    for (const following of this.following.values()) this.subscribe(following);
  }

  private subscribe(following: Following): void {
    const { subject, last } = following;
    const message = last === undefined ? subject : { ...subject, after: last };
    this.socket.timeout(ACK_MS).emit('subscribe', message, (late: Error | null, answer?: Answer) => {
      if (!this.isFollowed(following)) return;
      if (late === null && answer?.ok === true) return this.accepted(following, answer.position);
      if (answer?.ok === false && answer.problem.code === 'project-not-found') return following.follower.onGone();
      this.subscribeAgain(following);
    });
  }

  private accepted(following: Following, position: string): void {
    following.last = later(following.last, position);
    following.isLive = true;
    following.follower.onConnection('live', position);
  }

  private subscribeAgain(following: Following): void {
    following.isLive = false;
    following.follower.onConnection('lost');
    setTimeout(() => {
      if (this.socket.connected && this.isFollowed(following)) this.subscribe(following);
    }, AGAIN_MS);
  }

  private isFollowed(following: Following): boolean {
    return this.following.get(keyOf(following.subject)) === following;
  }

  private receive(event: FeedEvent): void {
    const following = this.following.get(event.inbox === true ? INBOX : (event.projectId ?? ''));
    if (following === undefined) return;
    if (following.last !== undefined && BigInt(event.position) <= BigInt(following.last)) return;
    following.last = event.position;
    following.follower.onEvent(event);
  }

  private goOnAfter(ended: Ended): void {
    const { reason } = ended;
    const following = this.following.get(keyOf(ended));
    if (following === undefined) return;
    if (reason === 'access-lost') return following.follower.onGone();
    if (reason === 'token-expired')
      void this.tokens.renew(this.token).then(
        (token) => this.authenticate(token),
        () => undefined,
      );
    this.subscribeAgain(following);
  }

  private lose(unauthenticated = false): void {
    if (this.closed) return;
    for (const following of this.following.values()) {
      following.isLive = false;
      following.follower.onConnection('lost');
    }
    if (this.socket.active) return;
    // refused or ended by the server: socket.io does not try again by itself
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      if (unauthenticated) void this.tokens.renew(this.token).catch(() => undefined);
      this.socket.connect();
    }, AGAIN_MS);
  }
}
