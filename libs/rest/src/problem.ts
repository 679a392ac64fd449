import { z } from 'zod';
import { type ProblemCode, problemCodes } from './problem-codes.js';

/** RFC 9457, as every error of this API looks. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    traceId: z.string().optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;

export interface FieldError {
  /** JSON pointer into the request body, or `?name` for a query parameter. */
  readonly pointer: string;
  readonly detail: string;
}

/** What goes with every `unauthenticated` (RFC 6750). */
export const challenge = { 'WWW-Authenticate': 'Bearer realm="renku-sessions"' };

const retryAfter = (code: ProblemCode): Readonly<Record<string, string>> => {
  const known = problemCodes[code];
  return 'retryAfter' in known ? { 'Retry-After': String(known.retryAfter) } : {};
};

/** Thrown anywhere behind a controller; the problem filter answers it. */
export class ProblemError extends Error {
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    readonly detail?: string,
    readonly members: { readonly errors?: readonly FieldError[]; readonly [extra: string]: unknown } = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail ?? problemCodes[code].title);
    this.headers = { ...retryAfter(code), ...headers };
  }
}

export const problemDocument = (error: ProblemError, traceId: string): Problem => ({
  type: `urn:renku-sessions:problem:${error.code}`,
  title: problemCodes[error.code].title,
  status: problemCodes[error.code].status,
  ...(error.detail === undefined ? {} : { detail: error.detail }),
  code: error.code,
  ...error.members,
  errors: error.members.errors === undefined ? undefined : [...error.members.errors],
  traceId,
});
