import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Takes no new connections, answers what was asked, and cuts off after `drainMs` whoever keeps a connection busy: a client that
 * repeats its requests on a kept-alive connection would keep the process from ever ending.
 */
export const closeApi = async (app: NestFastifyApplication, drainMs: number): Promise<void> => {
  const server = app.getHttpServer();
  const cutOff = setTimeout(() => server.closeAllConnections(), drainMs);
  try {
    await app.close();
  } finally {
    clearTimeout(cutOff);
  }
};
