import { io, type Socket } from 'socket.io-client';

export interface LiveEvent {
  readonly position: string;
  readonly type: string;
  readonly launchId?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const PATIENCE_MS = 60_000;

/** Listens to a project; events wait here until somebody asks for them. */
export class LiveEvents {
  readonly all: LiveEvent[] = [];
  private readonly changed = new Set<() => void>();

  private constructor(private readonly socket: Socket) {
    socket.on('event', (event: LiveEvent) => {
      this.all.push(event);
      for (const look of this.changed) look();
    });
  }

  static async of(url: string, token: string, project: string): Promise<LiveEvents> {
    const socket = io(url, { auth: { token }, transports: ['websocket'] });
    const live = new LiveEvents(socket);
    const answer = (await socket.timeout(10_000).emitWithAck('subscribe', { project, after: '0' })) as { ok: boolean };
    if (!answer.ok) throw new Error(`cannot listen: ${JSON.stringify(answer)}`);
    return live;
  }

  /** The first event of that type that satisfies, past or to come. Rejects when none came in a minute. */
  async first(type: string, satisfies: (event: LiveEvent) => boolean = () => true): Promise<LiveEvent> {
    const find = (): LiveEvent | undefined => this.all.find((event) => event.type === type && satisfies(event));
    return new Promise((resolve, reject) => {
      const late = (): void => {
        this.changed.delete(look);
        reject(new Error(`no ${type} within ${PATIENCE_MS / 1000} s; seen: ${this.all.map((e) => e.type).join(', ')}`));
      };
      const timer = setTimeout(late, PATIENCE_MS);
      const look = (): void => {
        const event = find();
        if (event === undefined) return;
        clearTimeout(timer);
        this.changed.delete(look);
        resolve(event);
      };
      this.changed.add(look);
      look();
    });
  }

  close(): void {
    this.socket.close();
  }
}
