import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** On one connection. Browsers, and proxies, wait for an answer before they ask again; who does not has hardly more under way. */
const MAX_WAITING = 100;

/**
 * Requests of one connection go to the session one after the other. Node hands over all that are sent at once (pipelining, RFC 9112
 * §9.3.2), and each needs a connection to the session, of which there would be any number where `MAX_CONNECTIONS` counts one.
 */
export class Turns {
  readonly #waiting = new WeakMap<Socket, number>();

  /** Resolves once what came before it on its connection is answered; never where that ends first, or too many wait. */
  async of({ socket }: IncomingMessage, response: ServerResponse): Promise<void> {
    // Node's assigns itself the connection when its turn comes
    if (response.socket !== null) return;
    if (this.#count(socket, 1) > MAX_WAITING) socket.destroy();
    await once(response, 'socket');
    this.#count(socket, -1);
  }

  #count(socket: Socket, change: 1 | -1): number {
    const waiting = (this.#waiting.get(socket) ?? 0) + change;
    this.#waiting.set(socket, waiting);
    return waiting;
  }
}
