import { IncomingMessage, type ServerOptions } from 'node:http';

class UpgradableMessage extends IncomingMessage {
  /** Set and asked by Node's parser. */
  private isOffered = false;

  get upgrade(): boolean {
    return this.isOffered && (this.method === 'CONNECT' || this.headers.upgrade?.toLowerCase() === 'websocket');
  }

  set upgrade(isOffered: boolean) {
    this.isOffered = isOffered;
  }
}

/**
 * Of a server that takes upgrades to WebSockets and to nothing else. Who offers another protocol, as Java's client does with every request
 * (HTTP/2), is to be answered in this one; but Node hands all of them to whoever listens for upgrades, and that hangs up.
 */
export const webSocketUpgrades = { IncomingMessage: UpgradableMessage } satisfies ServerOptions;
