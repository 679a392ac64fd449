import { createServer, type Server } from 'node:net';

/** Undefined when somebody has it. */
const listenAt = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

/** Beyond 10,080, where Node's fetch refuses to ask, whoever answers: https://fetch.spec.whatwg.org/#port-blocking */
const LOWEST = 10_100;

const close = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));

/**
 * A port that nobody has now, below those that the system hands out by itself: it must still be free after a crash. Nobody
 * else gets it for as long as this process lives, whichever test asks: the port ten thousand above it is held meanwhile.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * 9_900);
    const claim = await listenAt(port + 10_000);
    if (claim === undefined) continue;
    claim.unref();
    const server = await listenAt(port);
    await close(server ?? claim);
    if (server !== undefined) return port;
  }
};
