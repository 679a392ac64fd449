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
  private isClosed = false;

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
    for (const lost of ['connect_error', 'disconnect']) this.socket.on(lost, () => this.reconnect());
    this.socket.on('ended', () => void this.subscribe());
    this.socket.on('event', ({ position }: { position: string }) => this.seen.push(BigInt(position)));
  }

  close(): void {
    this.isClosed = true;
    this.socket.close();
  }

  /** Refused or sent away by the server, the client does not try again by itself. */
  private reconnect(): void {
    if (!this.socket.active && !this.isClosed) this.socket.connect();
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
