import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const policy = [
  "default-src 'self'",
  "connect-src 'self' ws: wss:",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "frame-ancestors 'none'",
].join('; ');

/** The console's files at /, and its index page for every address that the page itself routes. */
export const serveConsole = async (app: NestFastifyApplication, dir: string | undefined): Promise<void> => {
  if (dir === undefined || !existsSync(resolve(dir, 'index.html'))) return;
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(fastifyStatic as never, {
    root: resolve(dir),
    prefix: '/',
    wildcard: false,
    setHeaders: (reply: { setHeader(name: string, value: string): void }) =>
      reply.setHeader('Content-Security-Policy', policy),
  });
  const page = (_request: unknown, reply: { sendFile(name: string): unknown }): unknown => reply.sendFile('index.html');
  for (const route of ['/projects', '/projects/*', '/environments', '/signed-in', '/launches/*'])
    fastify.get(route, page as never);
};
