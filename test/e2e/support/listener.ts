import { io, type Socket } from 'socket.io-client';
import { until } from '../../support/until.js';

export interface LiveEvent {
  readonly position: string;
  readonly type: string;
  readonly at: string;
  /** Of one's own inbox. */
  readonly inbox?: true;
  readonly projectId?: string;
  readonly sessionId?: string;
  readonly launchId?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Acknowledged {
  readonly ok: boolean;
  readonly position?: string;
  readonly problem?: { readonly code: string; readonly status: number; readonly detail?: string };
}

export interface Ended {
  readonly project?: string;
  readonly inbox?: true;
  readonly reason: string;
  readonly position: string;
}

/** A real socket.io client that keeps what it hears. */
export class Listener {
  readonly events: LiveEvent[] = [];
  readonly ended: Ended[] = [];

  private constructor(readonly socket: Socket) {
    socket.on('event', (event: LiveEvent) => this.events.push(event));
    socket.on('ended', (ended: Ended) => this.ended.push(ended));
  }

  /** Rejects with socket.io's error, whose `data` is the problem. */
  static async connect(url: string, token: string): Promise<Listener> {
    const socket = io(url, { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true });
    const listener = new Listener(socket);
    await new Promise<void>((resolve, reject) => {
      const refuse = (error: Error): void => {
        socket.close();
        reject(error);
      };
      socket.once('connect_error', refuse);
      socket.once('connect', () => {
        socket.off('connect_error', refuse);
        resolve();
      });
    });
    return listener;
  }

  /** From now on it connects again by itself, as socket.io's clients do unless told otherwise. */
  reconnect(): void {
    this.socket.io.reconnection(true);
  }

  async emit(name: 'subscribe' | 'unsubscribe' | 'authenticate', message: object): Promise<Acknowledged> {
    return (await this.socket.timeout(10_000).emitWithAck(name, message)) as Acknowledged;
  }

  subscribe(project: string, after?: string): Promise<Acknowledged> {
    return this.emit('subscribe', after === undefined ? { project } : { project, after });
  }

  subscribeToInbox(after?: string): Promise<Acknowledged> {
    return this.emit('subscribe', after === undefined ? { inbox: true } : { inbox: true, after });
  }

  get positions(): bigint[] {
    return this.events.map(({ position }) => BigInt(position));
  }

  first(type: string, satisfies: (event: LiveEvent) => boolean = () => true): Promise<LiveEvent> {
    return until(
      () => `${type} heard live (heard: ${this.events.map((event) => event.type).join(', ')})`,
      () => this.events.find((event) => event.type === type && satisfies(event)),
    );
  }

  close(): void {
    this.socket.close();
  }
}
