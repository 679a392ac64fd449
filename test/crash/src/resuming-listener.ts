import { io, type Socket } from 'socket.io-client';

interface Subscribed {
  readonly ok: boolean;
}

/** Listens to a project from its first event on, and resumes after the last one it has seen whenever it lost its connection. */
export class ResumingListener {
  /** Positions in the order in which they came. */
  readonly seen: bigint[] = [];
  resumed = 0;
  private readonly socket: Socket;

  constructor(
    url: string,
    token: string,
    private readonly project: string,
  ) {
    this.socket = io(url, {
      auth: { token },
      transports: ['websocket'],
      reconnectionDelay: 20,
      reconnectionDelayMax: 100,
      timeout: 2_000,
    });
    this.socket.on('connect', () => void this.subscribe());
    this.socket.on('connect_error', () => {
      // refused by the server's middleware, it does not try again by itself
      if (!this.socket.active) this.socket.connect();
    });
    this.socket.on('disconnect', () => {
      if (!this.socket.active) this.socket.connect();
    });
    this.socket.on('ended', () => void this.subscribe());
    this.socket.on('event', ({ position }: { position: string }) => this.seen.push(BigInt(position)));
  }

  close(): void {
    this.socket.close();
  }

  private async subscribe(): Promise<void> {
    this.resumed += 1;
    const after = (this.seen.at(-1) ?? 0n).toString();
    try {
      const request = this.socket.timeout(10_000).emitWithAck('subscribe', { project: this.project, after });
      if (((await request) as Subscribed).ok) return;
    } catch {
      // the connection is gone: it subscribes when there is a new one
    }
    if (this.socket.connected) setTimeout(() => void this.subscribe(), 50);
  }
}
