import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** The address cannot be listened on; the message says what to do. */
export class PortInUseError extends Error {}

const isInUse = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';

/**
 * The port, if it can be listened on, or any free one for 0. Asked before anything is opened, so that a busy port is said at
 * once. Throws PortInUseError.
 */
export const freePort = async (host: string, port: number, setting: string): Promise<number> => {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch (error) {
    if (!isInUse(error)) throw error;
    throw new PortInUseError(
      `Port ${port} on ${host} is in use. Stop the program that has it, or choose another one: ${setting}=${port + 10}`,
    );
  } finally {
    server.close();
  }
};
