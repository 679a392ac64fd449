import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type ApiRequest, ProblemError } from '#libs/rest';

const strongTag = /^"(\d{1,15})"$/;

/** The revision in If-Match where one is sent: whoever sends it wants no other's change overwritten. */
export const OptionalIfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const header = context.switchToHttp().getRequest<ApiRequest>().headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const revision = strongTag.exec(header)?.[1];
  if (revision === undefined) throw new ProblemError('invalid-precondition', 'If-Match takes one ETag, e.g. "7".');
  return Number(revision);
});
