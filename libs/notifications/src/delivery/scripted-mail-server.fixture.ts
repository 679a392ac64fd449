import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What a client comes to. `body`: all of a message was received. */
export const stages = ['connected', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'body'] as const;
export type Stage = (typeof stages)[number];

interface Reached {
  /** Answers as if nothing had been. */
  goOn(): void;
}

const usual: ReadonlyMap<string, string> = new Map([
  ['connected', '220 mail.example.org'],
  ['DATA', '354 go on'],
]);
const [END_OF_LINE, END_OF_BODY] = ['\r\n', '\r\n.\r\n'];

/** A mail server that answers as it is told, or not before it is let go on. */
export class ScriptedMailServer {
  /** Messages that came to their end, whatever was answered. */
  readonly received: string[] = [];
  /** All lines but those of messages. */
  readonly said: string[] = [];
  /** To a stage or another command, instead of what is usual. */
  readonly answers = new Map<string, string>();
  private held: { readonly stage: Stage; readonly reached: (reached: Reached) => void } | undefined;
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

  /** The next client that comes to this stage: it hears nothing until it is let go on. */
  holdAt(stage: Stage): Promise<Reached> {
    return new Promise((reached) => {
      this.held = { stage, reached };
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const closed = once(this.server, 'close');
    this.server.close();
    await closed;
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    let text = '';
    let isBody = false;
    const reach = (stage: string): void => {
      const reply = this.answers.get(stage) ?? usual.get(stage) ?? '250 ok';
      const goOn = (): void => {
        isBody = stage === 'DATA' && reply.startsWith('354');
        socket.write(`${reply}\r\n`);
      };
      const { held } = this;
      if (held?.stage !== stage) return goOn();
      this.held = undefined;
      held.reached({ goOn });
    };
    const take = (piece: string): void => {
      (isBody ? this.received : this.said).push(piece);
      const stage = isBody ? 'body' : (piece.split(/[ :]/)[0] ?? '').toUpperCase();
      isBody = false;
      reach(stage);
    };
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      for (;;) {
        const end = isBody ? END_OF_BODY : END_OF_LINE;
        const [piece, ...others] = text.split(end);
        if (piece === undefined || others.length === 0) return;
        text = others.join(end);
        take(piece);
      }
    });
    reach('connected');
  }
}
