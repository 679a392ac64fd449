import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LOGGER, type Logger, Metrics, Operations, Tracing } from '#libs/observability';
import { packageDirectory } from '#libs/package';
import { closeAfterAnswer, ENDING, limitConnections } from '#libs/platform';
import { type ApiRequest, isForHook, isForLink, ProblemError, requestSpanOf, traceIdOf } from '#libs/rest';
import { publicUrlOf, SETTINGS, type Settings } from '#libs/settings';
import { keepLogContext } from './keep-log-context.js';
import { LiveAdapter } from './live/live-adapter.js';
import { SocketAdmission } from './live/socket-admission.js';
import { SIGN_IN, type SignIn } from './operations/console.controller.js';
import { serveConsole } from './operations/serve-console.js';
import { serveDocs } from './operations/serve-docs.js';
import { parseBody } from './parse-body.js';
import { refuseMethods } from './refuse-methods.js';

/** How long requests that were begun, and who listens live, have when the API closes. */
const DRAIN_MS = 2000;

/** For what is no page and says of itself nothing else: it can do nothing, and no cache keeps it, since most is for one person. */
const quietly = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
} as const;

const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
} as const;

/** The built console. */
const CONSOLE_DIR = join(packageDirectory, 'dist', 'console');

/** More than what clients of mail send to a link. */
const LINK_BODY_BYTES = 1024;

/** What no module can say of itself: prefix, headers, bodies, sockets, documents. Before the application is initialised. */
export const configureApi = async (app: NestFastifyApplication): Promise<void> => {
  const metrics = app.get(Metrics);
  const tracing = app.get(Tracing);
  const settings = app.get<Settings>(SETTINGS);
  const logger = app.get<Logger>(LOGGER);
  limitConnections(app.getHttpServer(), {
    max: settings.MAX_CONNECTIONS,
    warn: (fields, message) => logger.warn({ part: 'api', ...fields }, message),
  });
  closeAfterAnswer(app.getHttpServer(), app.get<AbortSignal>(ENDING));
  const fastify = app.getHttpAdapter().getInstance();
  keepLogContext(fastify, tracing);
  refuseMethods(fastify);
  fastify.addHook('onSend', async (_request, reply) => {
    void reply.headers(securityHeaders);
    for (const [name, value] of Object.entries(quietly)) if (!reply.hasHeader(name)) void reply.header(name, value);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    metrics.requests.observe(labels, reply.elapsedTime / 1000);
    // not pages, nor what probes and scrapes ask
    if (!route.startsWith('/api/')) return;
    const endedAt = Date.now();
    const { commandId = request.id }: ApiRequest = request;
    tracing.record({
      name: `${request.method} ${route}`,
      ...{ correlationId: traceIdOf(request), id: requestSpanOf(commandId) },
      ...{ startedAt: endedAt - Math.round(reply.elapsedTime), endedAt },
      attributes: { 'http.response.status_code': reply.statusCode },
    });
  });
  // of whatever content: nobody is signed in who sends it
  fastify.addHook('onRoute', (route) => {
    if (isForLink({ routeOptions: { config: route.config ?? {} } })) route.bodyLimit = LINK_BODY_BYTES;
  });
  fastify.removeAllContentTypeParsers();
  // what it throws is done's first argument
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) =>
    done(null, isForHook(request) ? String(body) : parseBody(body)),
  );
  // what clients of mail send to unsubscribe (RFC 8058) says nothing that the address does not
  fastify.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string', bodyLimit: LINK_BODY_BYTES },
    (request, _body, done) => done(isForLink(request) ? null : new ProblemError('unsupported-media-type'), undefined),
  );
  // of registries
  fastify.addContentTypeParser(
    /^application\/vnd\.docker\.distribution\.events\.v\d\+json/,
    { parseAs: 'string' },
    (_, body, done) => done(null, body),
  );
  app.setGlobalPrefix('api/v1', { exclude: [...Operations.paths, 'console.json'] });
  app.useWebSocketAdapter(new LiveAdapter(app, app.get(SocketAdmission), DRAIN_MS));
  serveDocs(app);
  await serveConsole(app, { dir: CONSOLE_DIR, url: publicUrlOf(settings), issuer: app.get<SignIn>(SIGN_IN).issuer });
};
