import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger, NestLogger } from '#libs/observability';
import { ApiModule, type ApiParts } from './api.module.js';
import { frameworkRefusals } from './framework-refusals.js';
import { LiveAdapter } from './live/live-adapter.js';
import { SocketAdmission } from './live/socket-admission.js';
import { serveConsole } from './operations/serve-console.js';
import { serveDocs } from './operations/serve-docs.js';

const BODY_LIMIT = 1024 * 1024;
/** How long requests that were begun, and who listens live, have when the API closes. */
const DRAIN_MS = 2000;

const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
} as const;

/** The HTTP application, not yet listening. */
export const createApi = async (parts: ApiParts, logger: Logger): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomBytes(16).toString('hex'),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    ...frameworkRefusals,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(parts), adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onSend', async (_request, reply) => void reply.headers(securityHeaders));
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    parts.operations.metrics.requests.observe(labels, reply.elapsedTime / 1000);
  });
  // an empty body with a JSON content type is no body: clients send it with POSTs that need none
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    parseJson(String(body), done);
  });
  if (parts.mount !== undefined) parts.mount(fastify);
  app.setGlobalPrefix('api/v1', { exclude: ['healthz', 'readyz', 'metrics', 'version', 'console.json'] });
  app.useWebSocketAdapter(new LiveAdapter(app, app.get(SocketAdmission), DRAIN_MS));
  serveDocs(app);
  await serveConsole(app, { dir: parts.consoleDir, issuer: parts.signIn.issuer });
  return app;
};

const parseJson = (body: string, done: (error: Error | null, value?: unknown) => void): void => {
  if (body === '') return done(null, undefined);
  try {
    done(null, JSON.parse(body));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    done(Object.assign(new Error(`The body is not JSON: ${reason}`), { statusCode: 400 }));
  }
};
