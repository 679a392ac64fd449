import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Not by 'self' alone: of WebSockets browsers understood that late. By both names where the address is this machine's. */
const socketsOf = (url: string): readonly string[] =>
  [...new Set([url, url.replace('//127.0.0.1', '//localhost')])].map((origin) => origin.replace(/^http/, 'ws'));

const policyFor = ({ url, issuer }: Omit<ConsoleFiles, 'dir'>): string =>
  [
    "default-src 'self'",
    `connect-src 'self' ${socketsOf(url).join(' ')} ${new URL(issuer).origin}`,
    "img-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The names of built assets carry their content's hash. */
const isAsset = (path: string): boolean => /[\\/]assets[\\/]/.test(path);

/** In READMEs elsewhere, without a hash in their names. */
const isBadge = (path: string): boolean => /[\\/]badges[\\/]/.test(path);

const cachingOf = (path: string): string => {
  if (isAsset(path)) return 'public, max-age=31536000, immutable';
  return isBadge(path) ? 'public, max-age=86400' : 'no-cache';
};

/** Somebody came here with a browser: the page says better than a problem document that there is nothing. */
const isLostNavigation = ({ is404, method, url, headers }: FastifyRequest): boolean =>
  is404 && method === 'GET' && !/^\/(api|oidc)(\/|$)/.test(url) && headers.accept?.includes('text/html') === true;

interface ConsoleFiles {
  readonly dir: string | undefined;
  /** Where the page is, as browsers reach it. */
  readonly url: string;
  /** The page talks to it to sign people in. */
  readonly issuer: string;
}

/** The console's files at /, and its index page for every address that the page itself routes or knows nothing of. */
export const serveConsole = async (app: NestFastifyApplication, { dir, ...addresses }: ConsoleFiles): Promise<void> => {
  if (dir === undefined || !existsSync(resolve(dir, 'index.html'))) return;
  const fastify = app.getHttpAdapter().getInstance();
  const policy = policyFor(addresses);
  const sending = {
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply: FastifyReply, path: string) => {
      void reply.header('Content-Security-Policy', policy);
      void reply.header('Cache-Control', cachingOf(path));
    },
  };
  const few = { root: resolve(dir), prefix: '/', wildcard: false, globIgnore: ['assets/**'] };
  await fastify.register(fastifyStatic as never, { ...sending, ...few });
  // a route for all of them: one for each of a hundred is time of every start
  const assets = { root: resolve(dir, 'assets'), prefix: '/assets/', decorateReply: false };
  await fastify.register(fastifyStatic as never, { ...sending, ...assets });
  const page = (_request: unknown, reply: { sendFile(name: string): unknown }): unknown => reply.sendFile('index.html');
  for (const path of ['/projects/*', '/account/*']) fastify.get(path, page as never);
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) =>
    isLostNavigation(request) ? reply.sendFile('index.html') : undefined,
  );
};
