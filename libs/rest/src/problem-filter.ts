import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Inject,
  NotFoundException,
} from '@nestjs/common';
import { IdentityProviderUnavailableError, InvalidTokenError } from '#libs/access';
import {
  CommandRejectedError,
  DatabaseUnavailableError,
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

const fromStatus = (status: unknown, message: string): ProblemError | undefined => {
  const code = typeof status === 'number' ? byHttpStatus[status] : undefined;
  if (code === undefined) return undefined;
  return new ProblemError(code, code === 'body-too-large' ? `A body may have ${BODY_LIMIT / 1024} KiB.` : message);
};

const later = 'Try again in a moment.';
const repeat = 'Repeat the request with the same Idempotency-Key: it is done once.';

const fromOurs = (error: unknown): ProblemError | undefined => {
  if (error instanceof ProblemError) return error;
  if (error instanceof InvalidTokenError) return new ProblemError('unauthenticated', error.message, {}, challenge);
  if (error instanceof CommandRejectedError) return new ProblemError(error.type, error.detail, { ...error.extra });
  if (error instanceof UnreadableEventError) return new ProblemError('unreadable-event', error.message);
  if (error instanceof OutcomeUnknownError) return new ProblemError('outcome-unknown', repeat);
  if (error instanceof ReadModelRebuildingError) return new ProblemError('read-model-rebuilding', error.message);
  return undefined;
};

/** Who is away, and comes back. */
const away = [
  [EventStoreUnavailableError, 'event-store-unavailable', `Nothing was changed. ${later}`],
  [DatabaseUnavailableError, 'database-unavailable', later],
  [IdentityProviderUnavailableError, 'identity-provider-unavailable', later],
] as const;

const fromAway = (error: unknown): ProblemError | undefined => {
  const [, code, advice] = away.find(([type]) => error instanceof type) ?? [];
  return code && new ProblemError(code, advice);
};

/** Only Nest's router throws it, and says no more than “Cannot PUT /path”. */
const noRoute = ({ message }: NotFoundException): ProblemError =>
  new ProblemError(
    'not-found',
    `There is no route ${message.replace(/^Cannot /, '')}: /api/v1/openapi.json lists paths with their methods.`,
  );

/** Fastify's and Nest's own refusals (malformed JSON, unknown route, body too large) carry the status they mean. */
const fromFramework = (error: unknown): ProblemError | undefined => {
  if (error instanceof NotFoundException) return noRoute(error);
  if (error instanceof HttpException) return fromStatus(error.getStatus(), error.message);
  if (!(error instanceof Error)) return undefined;
  return fromStatus((error as { statusCode?: unknown }).statusCode, error.message);
};

/** Any error that reached the edge as the problem it is to the caller. */
export const toProblem = (error: unknown): ProblemError =>
  fromOurs(error) ?? fromAway(error) ?? fromFramework(error) ?? new ProblemError('internal');

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
