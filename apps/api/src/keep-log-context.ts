import type { FastifyInstance } from 'fastify';
import { logContext, type Tracing } from '#libs/observability';
import { type ApiRequest, requestSpanOf, traceIdOf } from '#libs/rest';

/**
 * Lines that are logged while a request is answered name it, and the trace that it belongs to, where anybody watches traces. Where nobody
 * does, nothing is kept: before Node 24, an AsyncLocalStorage in use makes each promise of the process dearer, a fifth of what a reading costs.
 */
export const keepLogContext = (fastify: Pick<FastifyInstance, 'addHook'>, tracing: Tracing): void => {
  if (!tracing.isWatched) return;
  const keep = (request: ApiRequest, _reply: unknown, done: () => void): void => {
    // which command it is shows while it is answered
    const ids = () => ({ correlationId: traceIdOf(request), id: requestSpanOf(request.commandId ?? request.id) });
    logContext.within(
      () => ({ requestId: request.id }),
      () => tracing.within(ids, done),
    );
  };
  fastify.addHook('onRequest', keep);
  // a body that is read comes from the connection, which belongs to no request
  fastify.addHook('preValidation', keep);
};
