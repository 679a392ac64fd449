import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

const OP_MSG = 2013;
/** Header, flags and the kind of the first section, which is the command itself. */
const COMMAND_AT = 21;

/** Listens between a program and its database: what the database is really asked. */
export class CommandTap {
  readonly commands: Document[] = [];
  private lost: ((command: Document) => boolean) | undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (socket) => this.pass(socket));
  }

  static async before(url: string): Promise<CommandTap> {
    const tap = new CommandTap(createServer(), new URL(url));
    tap.server.listen(0, '127.0.0.1');
    await once(tap.server, 'listening');
    return tap;
  }

  get url(): string {
    return `mongodb://127.0.0.1:${(this.server.address() as AddressInfo).port}/?directConnection=true`;
  }

  /** The commands of that name on that collection, oldest first. */
  of(name: string, collection: string): Document[] {
    return this.commands.filter((command) => command[name] === collection);
  }

  /** The next such command on that collection never arrives: the connection ends, as where the database is killed. */
  loseNext(name: string, collection: string): void {
    this.lost = (command) => command[name] === collection;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(socket: Socket): void {
    const onwards = connect(Number(this.target.port), this.target.hostname);
    for (const end of [socket, onwards]) this.sockets.add(end.on('error', () => end.destroy()));
    onwards.pipe(socket);
    let received: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = this.read(Buffer.concat([received, chunk]), (message, command) => {
        if (this.isLost(command)) socket.destroy();
        else onwards.write(message);
      });
    });
    socket.on('close', () => onwards.destroy());
  }

  private isLost(command: Document | undefined): boolean {
    if (command === undefined || this.lost?.(command) !== true) return false;
    this.lost = undefined;
    return true;
  }

  /** Notes and hands on the whole messages; returns what is left. */
  private read(bytes: Buffer, onMessage: (message: Buffer, command: Document | undefined) => void): Buffer {
    let at = 0;
    while (bytes.length - at >= 4 && bytes.length - at >= bytes.readInt32LE(at)) {
      const message = bytes.subarray(at, at + bytes.readInt32LE(at));
      at += message.length;
      const command = message.readInt32LE(12) === OP_MSG ? BSON.deserialize(commandIn(message)) : undefined;
      if (command !== undefined) this.commands.push(command);
      onMessage(message, command);
    }
    return bytes.subarray(at);
  }
}

const commandIn = (message: Buffer): Buffer =>
  message.subarray(COMMAND_AT, COMMAND_AT + message.readInt32LE(COMMAND_AT));
