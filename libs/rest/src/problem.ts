import { z } from 'zod';
import type { ProblemType } from '#libs/event-sourcing';
import { type ProblemCode, platformProblems } from './platform-problems.js';

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

/** Of the platform by its code; of a slice as it declares it. */
export type Refusal = ProblemCode | ProblemType;

export const problemTypeOf = (refusal: Refusal): ProblemType =>
  typeof refusal === 'string' ? platformProblems[refusal] : refusal;

const retryAfter = ({ retryAfter: seconds }: ProblemType): Readonly<Record<string, string>> =>
  seconds === undefined ? {} : { 'Retry-After': String(seconds) };

/** Thrown anywhere behind a controller; the problem filter answers it. */
export class ProblemError extends Error {
  readonly type: ProblemType;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    refusal: Refusal,
    readonly detail?: string,
    readonly members: { readonly errors?: readonly FieldError[]; readonly [extra: string]: unknown } = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    const type = problemTypeOf(refusal);
    super(detail ?? type.title);
    this.type = type;
    this.headers = { ...retryAfter(type), ...headers };
  }

  get code(): string {
    return this.type.code;
  }
}

export const problemDocument = (error: ProblemError, traceId: string): Problem => ({
  type: `urn:renku-sessions:problem:${error.code}`,
  title: error.type.title,
  status: error.type.status,
  ...(error.detail === undefined ? {} : { detail: error.detail }),
  code: error.code,
  ...error.members,
  errors: error.members.errors === undefined ? undefined : [...error.members.errors],
  traceId,
});
