import { io, type Socket } from 'socket.io-client';

const RECONNECT_MS = 50;

interface Subscribed {
  readonly ok: boolean;
}

/** Listens to a project from its first event on, and resumes after the last one it has seen whenever it lost its connection. */
export class ResumingListener {
  /** Positions in the order in which they came. */
  readonly seen: bigint[] = [];
  resumed = 0;
  private socket: Socket;
  private isClosed = false;

  /** `apiUrl` is asked anew for each connection: with several processes of the API, the next one may be another's. */
  constructor(
    private readonly apiUrl: () => string,
    private readonly token: string,
    private readonly project: string,
  ) {
    this.socket = this.connect();
  }

  close(): void {
    this.isClosed = true;
    this.socket.close();
  }

  private connect(): Socket {
    const { token } = this;
    const socket = io(this.apiUrl(), {
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 2_000,
    });
    socket.on('connect', () => void this.subscribe());
    for (const lost of ['connect_error', 'disconnect']) socket.on(lost, () => this.reconnect(socket));
    socket.on('ended', () => void this.subscribe());
    socket.on('event', ({ position }: { position: string }) => this.seen.push(BigInt(position)));
    return socket;
  }

  private reconnect(lost: Socket): void {
    if (this.isClosed || this.socket !== lost) return;
    lost.close();
    setTimeout(() => {
      if (!this.isClosed) this.socket = this.connect();
    }, RECONNECT_MS);
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
