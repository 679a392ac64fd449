import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemError } from '#libs/rest';

type Fastify = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

/** By these clients ask what there is, without a token: it is answered as where there is no such address. */
const untold = ['HEAD', 'OPTIONS'];

const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}$`);

const refusal = (method: string, allowed: string): ProblemError => {
  const detail = `This address does not take ${method}: it takes ${allowed}.`;
  return new ProblemError('method-not-allowed', detail, {}, { Allow: allowed });
};

/**
 * 405 with `Allow` (RFC 9110, 15.5.6) where an address of the API takes other methods. The router keeps a tree a method, and is asked by no
 * path alone: the routes are noted as it is told of them. To be called before that.
 */
export const refuseMethods = (fastify: Fastify): void => {
  const routes = new Map<string, { readonly pattern: RegExp; readonly methods: readonly string[] }>();
  fastify.addHook('onRoute', ({ method, url }) => {
    if (!url.startsWith('/api/') || url.includes('*')) return;
    const methods = [...(routes.get(url)?.methods ?? []), ...[method].flat()];
    routes.set(url, { pattern: patternOf(url), methods });
  });
  const methodsAt = (path: string): readonly string[] => {
    const found = [...routes.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => methods))].sort();
  };
  // after who asks is known, where there may be a body
  fastify.addHook('preHandler', ({ is404, method, url }, _reply, done) => {
    const allowed = !is404 || untold.includes(method) ? [] : methodsAt(url.split('?', 1)[0] ?? '');
    done(allowed.length === 0 ? undefined : refusal(method, allowed.join(', ')));
  });
};
