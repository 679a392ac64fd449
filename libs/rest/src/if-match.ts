import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ProblemError } from './problem.js';
import type { ApiRequest } from './request.js';

/** The ETag of a resource whose last event has this revision. */
export const etagOf = (revision: number): string => `"${revision}"`;

const strongTag = /^"(\d{1,15})"$/;

/** The revision that the caller has seen of what it changes, from If-Match. `*` is refused: it protects nobody. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<ApiRequest>().headers['if-match'];
  if (header === undefined)
    throw new ProblemError('precondition-required', 'Send the ETag of what you are changing in If-Match.');
  const revision = strongTag.exec(header)?.[1];
  if (revision === undefined) throw new ProblemError('invalid-precondition', 'If-Match takes one ETag, e.g. "7".');
  return Number(revision);
});
