import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '#libs/access';

/** A request as this API's guards leave it. */
export type ApiRequest = FastifyRequest & {
  principal?: Principal;
  /** Of the command that it has asked for. */
  commandId?: string;
};
export type ApiReply = FastifyReply;

/** Ids of zeros mean that there is none. */
const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's W3C trace id where one was sent, else this request's own. Correlates answers, logs and events. */
export const traceIdOf = (request: ApiRequest): string => {
  const header = request.headers['traceparent'];
  const match = typeof header === 'string' ? traceparent.exec(header) : null;
  return match?.[1] ?? request.id;
};
