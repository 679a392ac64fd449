import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Metrics, Operations } from '#libs/observability';
import { LiveAdapter } from './live/live-adapter.js';
import { SocketAdmission } from './live/socket-admission.js';
import { SIGN_IN, type SignIn } from './operations/console.controller.js';
import { serveConsole } from './operations/serve-console.js';
import { serveDocs } from './operations/serve-docs.js';

/** How long requests that were begun, and who listens live, have when the API closes. */
const DRAIN_MS = 2000;

const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
} as const;

/** Built console, beside the compiled apps. */
const CONSOLE_DIR = new URL('../../../console', import.meta.url).pathname;

/** What no module can say of itself: prefix, headers, bodies, sockets, documents. Before the application is initialised. */
export const configureApi = async (app: NestFastifyApplication): Promise<void> => {
  const metrics = app.get(Metrics);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', async (_request, reply) => void reply.headers(securityHeaders));
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    metrics.requests.observe(labels, reply.elapsedTime / 1000);
  });
  // an empty body with a JSON content type is no body: clients send it with POSTs that need none
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    parseJson(String(body), done);
  });
  app.setGlobalPrefix('api/v1', { exclude: [...Operations.paths, 'console.json'] });
  app.useWebSocketAdapter(new LiveAdapter(app, app.get(SocketAdmission), DRAIN_MS));
  serveDocs(app);
  await serveConsole(app, { dir: CONSOLE_DIR, issuer: app.get<SignIn>(SIGN_IN).issuer });
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
