import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { documentedHeader } from './documented-header.js';
import { ProblemError } from './problem.js';
import type { ApiRequest } from './request.js';

/** The ETag of a resource whose last event has this revision. */
export const etagOf = (revision: number): string => `"${revision}"`;

const strongTag = /^"(\d{1,15})"$/;

const headerOf = (context: ExecutionContext): string | undefined =>
  context.switchToHttp().getRequest<ApiRequest>().headers['if-match'];

const revisionIn = (header: string): number => {
  const revision = strongTag.exec(header)?.[1];
  if (revision === undefined) throw new ProblemError('invalid-precondition', 'If-Match takes one ETag, e.g. "7".');
  return Number(revision);
};

const documented = (required: boolean): ParameterDecorator =>
  documentedHeader({
    name: 'If-Match',
    required,
    description: 'The ETag of what you are changing, as you have seen it last.',
    schema: { type: 'string', pattern: strongTag.source, example: '"7"' },
  });

/** The revision that the caller has seen of what it changes, from If-Match. `*` is refused: it protects nobody. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const header = headerOf(context);
    if (header === undefined)
      throw new ProblemError('precondition-required', 'Send the ETag of what you are changing in If-Match.');
    return revisionIn(header);
  },
  [documented(true)],
);

/** The revision in If-Match where one is sent: whoever sends it wants no other's change overwritten. */
export const OptionalIfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => {
    const header = headerOf(context);
    return header === undefined || header === '*' ? undefined : revisionIn(header);
  },
  [documented(false)],
);
