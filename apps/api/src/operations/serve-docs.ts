import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

type Docs = Pick<FastifyInstance, 'inject'>;

/** How the bytes travel is each connection's own business. */
const ofContent = (headers: object): object =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !['connection', 'transfer-encoding'].includes(name)));

/** The reference page's styles are in the page; it asks nobody but this API. */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cache-Control': 'no-cache',
} as const;

/**
 * The API document at /api/v1/openapi.json and its reference page at /docs. Both are loaded when they are first asked for, into
 * an application of their own: routes cannot be added to one that listens.
 */
export const serveDocs = (app: NestFastifyApplication): void => {
  let loading: Promise<Docs> | undefined;
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    loading ??= import('./load-docs.js').then(({ loadDocs }) => loadDocs(app));
    const {
      statusCode,
      headers: given,
      rawPayload,
    } = await (await loading).inject({ method: 'GET', url: request.url });
    return reply
      .status(statusCode)
      .headers({ ...ofContent(given), ...headers })
      .send(rawPayload);
  };
  const fastify = app.getHttpAdapter().getInstance();
  for (const path of ['/api/v1/openapi.json', '/docs', '/docs/*']) fastify.get(path, answer);
};
