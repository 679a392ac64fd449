import { io, type Socket } from 'socket.io-client';
import { until } from '../../../test/support/until.js';

export interface LiveEvent {
  readonly position: string;
  readonly type: string;
  readonly launchId?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const PATIENCE_MS = 60_000;

/** Listens to a project or to one's own inbox; events wait here until somebody asks for them. */
export class LiveEvents {
  readonly all: LiveEvent[] = [];

  private constructor(private readonly socket: Socket) {
    socket.on('event', (event: LiveEvent) => this.all.push(event));
  }

  static of(url: string, token: string, project: string): Promise<LiveEvents> {
    return LiveEvents.subscribe(url, token, { project, after: '0' });
  }

  static ofInbox(url: string, token: string): Promise<LiveEvents> {
    return LiveEvents.subscribe(url, token, { inbox: true, after: '0' });
  }

  private static async subscribe(url: string, token: string, what: object): Promise<LiveEvents> {
    const socket = io(url, { auth: { token }, transports: ['websocket'] });
    const live = new LiveEvents(socket);
    const answer = (await socket.timeout(10_000).emitWithAck('subscribe', what)) as { ok: boolean };
    if (!answer.ok) throw new Error(`cannot listen: ${JSON.stringify(answer)}`);
    return live;
  }

  /** The first event of that type that satisfies, past or to come. Rejects when none came in a minute. */
  first(type: string, satisfies: (event: LiveEvent) => boolean = () => true): Promise<LiveEvent> {
    const seen = (): string => this.all.map((event) => event.type).join(', ');
    const find = (): LiveEvent | undefined => this.all.find((event) => event.type === type && satisfies(event));
    return until(() => `${type}; seen: ${seen()}`, find, PATIENCE_MS);
  }

  close(): void {
    this.socket.close();
  }
}
