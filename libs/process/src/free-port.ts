import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** The address cannot be listened on; the message says what to do. */
export class PortNotFreeError extends Error {}

/**
 * The port, if it can be listened on, or any free one for 0. Asked before anything is opened, so that a busy port is said at
 * once. Throws PortNotFreeError.
 */
export const freePort = async (host: string, port: number, setting: string): Promise<number> => {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new PortNotFreeError(
      code === 'EADDRINUSE'
        ? `Port ${port} on ${host} is in use. Stop the program that has it, or choose another one: ${setting}=${port + 10}`
        : `Port ${port} on ${host} cannot be listened on (${code}). Correct HOST, an address of this machine, or ${setting}, a port that this user may open.`,
    );
  } finally {
    server.close();
  }
};
