import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { v4, v5 } from 'uuid';
import type { Principal } from '#libs/access';
import type { CommandContext } from '#libs/event-sourcing';
import { documentedHeader } from './documented-header.js';
import { ProblemError } from './problem.js';
import { type ApiRequest, traceIdOf } from './request.js';

/** Namespace of command ids: fixed for ever, since ids derived from it are in the log. */
const COMMANDS = 'f2a1b8a6-6d0c-4f0e-9a53-0d7b1f5c7a10';
const printable = /^[\x21-\x7e]{1,200}$/;

const idempotencyKey = (request: ApiRequest): string => {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return v4();
  if (typeof header === 'string' && printable.test(header)) return header;
  throw new ProblemError('invalid-request', 'Idempotency-Key must be 1 to 200 printable characters without spaces.');
};

/** The context of a command that a person asked for. */
export type PersonalContext = CommandContext & { readonly principal: Principal };

/**
 * The context of the command that this request asks for. commandId = uuidv5(user, route, Idempotency-Key), so that a
 * repeated request is the same command; without the header every request is a command of its own.
 */
export const InContext = createParamDecorator(
  (_: unknown, context: ExecutionContext): PersonalContext => {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    if (request.principal === undefined) throw new ProblemError('unauthenticated');
    const { principal } = request;
    const actor = principal.userId;
    const path = request.url.split('?')[0] ?? '';
    const commandId = v5(JSON.stringify([actor, request.method, path, idempotencyKey(request)]), COMMANDS);
    request.commandId = commandId;
    return { commandId, actor, correlationId: traceIdOf(request), causationId: commandId, principal };
  },
  [
    documentedHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused.',
      schema: { type: 'string', pattern: printable.source },
    }),
  ],
);
