import type { Socket } from 'socket.io';

/** Characters. The past goes on once there are fewer; events that come now may be so many; who is sent more does not read at all. */
const PAST = 512 * 1024;
const EVENTS = 2 * 1024 * 1024;
const MOST = 4 * 1024 * 1024;

type Connection = Pick<Socket['conn'], 'on' | 'once'>;

/** What a socket was sent and its connection has not taken yet. As much again may be on its way. */
export class Unread {
  private characters = 0;
  private relief: Promise<void> | undefined;
  private relieve: () => void = () => undefined;
  private isClosed = false;

  constructor(connection: Connection) {
    connection.on('packetCreate', ({ data }: { readonly data?: unknown }) => {
      if (typeof data === 'string') this.characters += data.length;
    });
    connection.on('drain', () => {
      this.characters = 0;
      this.relieve();
    });
    connection.once('close', () => {
      this.isClosed = true;
      this.relieve();
    });
  }

  /** Too much for another event. */
  get isCongested(): boolean {
    return this.characters > EVENTS;
  }

  /** Also answers pile up: nobody reads them. */
  get isHopeless(): boolean {
    return this.characters > MOST;
  }

  /** Resolves when more of the past may be sent, or nothing can be any more. */
  async room(): Promise<void> {
    while (this.characters > PAST && !this.isClosed) {
      this.relief ??= this.taken();
      await this.relief;
    }
  }

  /** One for all that wait: a connection has few listeners, however many feeds. */
  private async taken(): Promise<void> {
    await new Promise<void>((resolve) => (this.relieve = resolve));
    this.relief = undefined;
  }
}
