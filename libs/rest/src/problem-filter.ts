import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { InvalidTokenError } from '#libs/access';
import {
  CommandRejectedError,
  EventStoreUnavailableError,
  OutcomeUnknownError,
  ReadModelRebuildingError,
  UnreadableEventError,
} from '#libs/event-sourcing';
import { BODY_LIMIT } from './body-limit.js';
import type { ProblemCode } from './platform-problems.js';
import { challenge, type Problem, ProblemError, problemDocument } from './problem.js';
import { type ApiReply, type ApiRequest, traceIdOf } from './request.js';

const byHttpStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  408: 'request-timeout',
  413: 'body-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  431: 'headers-too-large',
};

/** Errors of others that are told apart by name, so that this library needs no driver. */
const byErrorName: Readonly<Record<string, ProblemCode>> = {
  MongoServerSelectionError: 'database-unavailable',
  MongoNetworkError: 'database-unavailable',
  MongoNetworkTimeoutError: 'database-unavailable',
  MongoPoolClearedError: 'database-unavailable',
  MongoOperationTimeoutError: 'database-unavailable',
  IdentityProviderUnavailableError: 'identity-provider-unavailable',
};

const fromStatus = (status: unknown, message: string): ProblemError | undefined => {
  const code = typeof status === 'number' ? byHttpStatus[status] : undefined;
  if (code === undefined) return undefined;
  return new ProblemError(code, code === 'body-too-large' ? `A body may have ${BODY_LIMIT / 1024} KiB.` : message);
};

const repeat = 'Repeat the request with the same Idempotency-Key: it is done once.';

const fromOurs = (error: unknown): ProblemError | undefined => {
  if (error instanceof ProblemError) return error;
  if (error instanceof InvalidTokenError) return new ProblemError('unauthenticated', error.message, {}, challenge);
  if (error instanceof CommandRejectedError) return new ProblemError(error.type, error.detail, { ...error.extra });
  if (error instanceof UnreadableEventError) return new ProblemError('unreadable-event', error.message);
  if (error instanceof OutcomeUnknownError) return new ProblemError('outcome-unknown', repeat);
  if (error instanceof ReadModelRebuildingError) return new ProblemError('read-model-rebuilding', error.message);
  if (error instanceof EventStoreUnavailableError)
    return new ProblemError('event-store-unavailable', 'Nothing was changed. Try again in a moment.');
  return undefined;
};

/** Fastify's and Nest's own refusals (malformed JSON, unknown route, body too large) carry the status they mean. */
const fromFramework = (error: unknown): ProblemError | undefined => {
  if (error instanceof HttpException) return fromStatus(error.getStatus(), error.message);
  if (!(error instanceof Error)) return undefined;
  const named = byErrorName[error.name];
  if (named !== undefined) return new ProblemError(named, 'Try again in a moment.');
  return fromStatus((error as { statusCode?: unknown }).statusCode, error.message);
};

/** Any error that reached the edge as the problem it is to the caller. */
export const toProblem = (error: unknown): ProblemError =>
  fromOurs(error) ?? fromFramework(error) ?? new ProblemError('internal');

/** Answers an error as the problem it is, and says which. */
export const sendProblem = (error: unknown, request: ApiRequest, reply: ApiReply): Problem => {
  const problem = toProblem(error);
  const document = problemDocument(problem, traceIdOf(request));
  void reply.headers(problem.headers).status(document.status).type('application/problem+json').send(document);
  return document;
};

/** Takes an error that nobody expected; the answer to its request carries the same trace id. */
export type ReportError = (error: unknown, traceId: string) => void;

export const REPORT_ERROR = Symbol('ReportError');

/** The one place where errors become answers. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(REPORT_ERROR) private readonly report: ReportError) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<ApiRequest>();
    const reply = host.switchToHttp().getResponse<ApiReply>();
    const { status } = sendProblem(error, request, reply);
    if (status === 500) this.report(error, traceIdOf(request));
  }
}
