import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { type Problem, ProblemError, problemDocument, toProblem } from '#libs/rest';
import { LiveListener, type LiveListenerParts } from './live-listener.js';
import { liveMessages } from './live-messages.js';

/** How long a token that is good no more may go unnoticed on an open socket. */
const RECHECK_MS = 30_000;

type Acknowledge = (answer: ({ ok: true } & object) | { ok: false; problem: Problem }) => void;

/** The live feed over socket.io: admits who has a token, and gives each socket a listener of its own. */
export class LiveServer {
  private readonly io: Server;
  private readonly listeners = new Set<LiveListener>();
  private readonly rechecking: NodeJS.Timeout;

  constructor(
    private readonly server: HttpServer,
    private readonly parts: LiveListenerParts,
  ) {
    this.io = new Server(server, { transports: ['websocket'], serveClient: false, maxHttpBufferSize: 65_536 });
    this.io.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(Object.assign(new Error('unauthenticated'), { data: this.problem(error) })),
      );
    });
    this.io.on('connection', (socket) => this.serve(socket));
    this.rechecking = setInterval(() => this.recheck(), RECHECK_MS).unref();
  }

  get connections(): number {
    return this.listeners.size;
  }

  /**
   * Closes the connections and says no word of it in socket.io's own protocol: whoever is told to disconnect stays away, who
   * loses the connection comes back by itself. Ends the HTTP server too, as socket.io does; what is open after `drainMs`, be
   * it kept alive or frozen, is cut off.
   */
  async close(drainMs: number): Promise<void> {
    clearInterval(this.rechecking);
    const connections = [...this.io.sockets.sockets.values()].map(({ request }) => request.socket);
    const cutOff = setTimeout(() => {
      this.server.closeAllConnections();
      for (const connection of connections) connection.destroy();
    }, drainMs);
    try {
      await this.io.close();
    } finally {
      clearTimeout(cutOff);
    }
  }

  private async admit(socket: Socket): Promise<void> {
    const { success, data } = liveMessages.authenticate.safeParse(socket.handshake.auth);
    if (!success) throw new ProblemError('unauthenticated', 'Send an access token: io(url, {auth: {token}}).');
    const principal = await this.parts.authenticator.authenticate(data.token);
    const listener = new LiveListener(socket, data.token, principal, this.parts);
    (socket.data as { listener?: LiveListener }).listener = listener;
  }

  private serve(socket: Socket): void {
    const { listener } = socket.data as { listener: LiveListener };
    this.listeners.add(listener);
    this.on(socket, 'subscribe', (message) => listener.subscribe(message));
    this.on(socket, 'unsubscribe', (message) => listener.unsubscribe(message));
    this.on(socket, 'authenticate', (message) => listener.renew(message));
    socket.on('disconnect', () => {
      this.listeners.delete(listener);
      listener.close();
    });
  }

  private on(socket: Socket, name: string, handle: (message: unknown) => Promise<object>): void {
    socket.on(name, (message: unknown, acknowledge?: unknown) => {
      const answer: Acknowledge = typeof acknowledge === 'function' ? (acknowledge as Acknowledge) : () => undefined;
      // a message that fits no schema throws at once
      Promise.resolve()
        .then(() => handle(message))
        .then(
          (result) => answer({ ok: true, ...result }),
          (error: unknown) => answer({ ok: false, problem: this.problem(error) }),
        );
    });
  }

  private recheck(): void {
    for (const listener of this.listeners) void listener.recheck();
  }

  private problem(error: unknown): Problem {
    const problem = toProblem(error);
    if (problem.code === 'internal') this.parts.report(error, 'live');
    return problemDocument(problem, 'live');
  }
}
