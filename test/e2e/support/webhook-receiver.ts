import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ReceivedHook } from '#libs/code-hosts';

interface Held {
  answer(status: number): void;
}

/** The operator's program, which takes what it is told, or says nothing before it is let go on. */
export class WebhookReceiver {
  readonly received: ReceivedHook[] = [];
  private reached: ((held: Held) => void) | undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        receiver.received.push({ headers: request.headers, body });
        const { reached } = receiver;
        receiver.reached = undefined;
        const answer = (status: number): void => void response.writeHead(status).end();
        if (reached === undefined) answer(204);
        else reached({ answer });
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  /** The next message that comes is not answered before it is let go on. */
  holdNext(): Promise<Held> {
    return new Promise((reached) => {
      this.reached = reached;
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
