import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalOpenIdProvider } from './local-openid-provider.js';

interface Reply {
  readonly raw: ServerResponse;
  /** Tells Fastify that somebody else answers. */
  hijack(): unknown;
}
type Hook = (request: { readonly raw: IncomingMessage }, reply: Reply, next: () => void) => void;
/** The little of a Fastify instance that mounting needs. */
interface Fastify {
  addHook(name: 'onRequest', hook: Hook): unknown;
}

/**
 * Gives the provider every request below its path before anything reads a body or looks for a route. To be called before
 * the server listens; the provider itself may come later, when the port and thereby its issuer is known.
 */
export const mountOnFastify = (fastify: Fastify, current: () => LocalOpenIdProvider | undefined): void => {
  fastify.addHook('onRequest', (request, reply, next) => {
    const provider = current();
    if (provider === undefined || !request.raw.url?.startsWith(`${provider.mountPath}/`)) {
      next();
      return;
    }
    reply.hijack();
    provider.handler(request.raw, reply.raw);
  });
};
