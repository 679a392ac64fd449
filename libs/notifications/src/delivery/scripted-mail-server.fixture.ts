import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What a client comes to. `body`: all of a message was received. */
export const stages = ['connected', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'body'] as const;
export type Stage = (typeof stages)[number];

interface Reached {
  /** Goes on as if nothing had been. */
  goOn(reply?: string): void;
  readonly socket: Socket;
}

const usual: Readonly<Record<Stage, string>> = {
  ...{ connected: '220 mail.example.org', EHLO: '250 mail.example.org', MAIL: '250 ok', RCPT: '250 ok' },
  ...{ DATA: '354 go on', body: '250 queued' },
};

const stageOf = (line: string): Stage | undefined =>
  (['EHLO', 'MAIL', 'RCPT', 'DATA'] as const).find((stage) => line.toUpperCase().startsWith(stage));

/** A mail server that can be stopped at any step, for what has to happen there. */
export class ScriptedMailServer {
  /** Messages that were received to their end, whatever was answered. */
  readonly received: string[] = [];
  readonly recipients: string[] = [];
  connections = 0;
  /** What is answered at a step, instead of the usual. Undefined: nothing is. */
  answer: (stage: Stage, reached: Reached, line: string) => string | undefined = (stage) => usual[stage];
  /** To whatever else is said. */
  other: (line: string) => string = () => '250 ok';
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ScriptedMailServer> {
    const server = createServer();
    const mail = new ScriptedMailServer(server);
    server.on('connection', (socket) => mail.talk(socket));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return mail;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The next client that comes to this step, which hears nothing until it is let go on. */
  holdAt(held: Stage): Promise<Reached> {
    return new Promise((resolve) => {
      this.answer = (stage, reached) => {
        if (stage !== held) return usual[stage];
        this.answer = (other) => usual[other];
        resolve(reached);
        return undefined;
      };
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private talk(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    socket.setEncoding('latin1');
    let text = '';
    let isData = false;
    const reach = (stage: Stage, line = ''): void => {
      const goOn = (reply = usual[stage]): void => {
        isData = stage === 'DATA' && reply.startsWith('354');
        socket.write(`${reply}\r\n`);
      };
      const reply = this.answer(stage, { goOn, socket }, line);
      if (reply !== undefined) goOn(reply);
    };
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (;;) {
        const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = text.slice(0, end);
        text = text.slice(end + (isData ? 5 : 2));
        if (isData) {
          isData = false;
          this.received.push(piece);
          reach('body');
        } else {
          const stage = stageOf(piece);
          if (stage === 'RCPT') this.recipients.push(piece);
          if (stage === undefined) socket.write(`${this.other(piece)}\r\n`);
          else reach(stage, piece);
        }
      }
    });
    reach('connected');
  }
}
