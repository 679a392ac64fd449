import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { problemDocument, toProblem } from '#libs/rest';
import type { SocketAdmission } from './socket-admission.js';

/** Without polling no request of a socket has to find the process that has it; a message is a few ids. */
const options: Partial<ServerOptions> = { transports: ['websocket'], serveClient: false, maxHttpBufferSize: 65_536 };

/** socket.io on the API's own port, for every gateway of the application. */
export class LiveAdapter extends IoAdapter {
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly admission: SocketAdmission,
    private readonly drainMs: number,
  ) {
    super(app);
  }

  override createIOServer(port: number, given?: ServerOptions): Server {
    const server = super.createIOServer(port, { ...given, ...options } as ServerOptions);
    server.use((socket, next) => {
      this.admission.admit(socket).then(
        () => next(),
        (error: unknown) => {
          const data = problemDocument(toProblem(error), 'live');
          next(Object.assign(new Error(data.code), { data }));
        },
      );
    });
    return server;
  }

  /**
   * Closes the connections and says no word of it in socket.io's own protocol: whoever is told to disconnect stays away, who
   * loses the connection comes back by itself. Ends the HTTP server too, as socket.io does: it takes no new connections,
   * answers what was asked, and cuts off what is open after `drainMs`, be it kept alive or frozen.
   */
  override async close(server: Server): Promise<void> {
    const connections = [...server.sockets.sockets.values()].map(({ request }) => request.socket);
    const cutOff = setTimeout(() => {
      this.app.getHttpServer().closeAllConnections();
      for (const connection of connections) connection.destroy();
    }, this.drainMs);
    try {
      await super.close(server);
    } finally {
      clearTimeout(cutOff);
    }
  }
}
