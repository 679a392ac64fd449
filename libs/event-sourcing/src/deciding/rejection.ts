/** A kind of refusal, as RFC 9457 has problem types: what it is called, and what it is to whoever asked over HTTP. */
export interface ProblemType {
  /** Stable: clients tell refusals apart by it. */
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** Where it passes by itself: after so many seconds it is worth another try. */
  readonly retryAfter?: number;
}

export type ProblemTypes<Code extends string> = { readonly [C in Code]: ProblemType & { readonly code: C } };

/** Declares them: `problemTypes({ 'last-owner': { status: 409, title: 'A project needs an owner' } })`. */
export const problemTypes = <Code extends string>(
  declared: Readonly<Record<Code, Omit<ProblemType, 'code'>>>,
): ProblemTypes<Code> => {
  const types = Object.entries<Omit<ProblemType, 'code'>>(declared).map(([code, type]) => [code, { code, ...type }]);
  return Object.fromEntries(types) as ProblemTypes<Code>;
};

/** What a command of any slice can be refused for. */
export const commonProblems = problemTypes({
  forbidden: { status: 403, title: 'You may not do this' },
  'precondition-failed': { status: 412, title: 'It was changed meanwhile' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  busy: { status: 409, title: 'Others changed it at the same time', retryAfter: 1 },
});

/** A command the domain refuses: why, and what the user needs to know. A value, not an exception. */
export interface Rejection {
  readonly rejected: string;
  readonly type: ProblemType;
  /** One sentence: what was wrong and what to do. */
  readonly detail?: string | undefined;
  /** Members added to the problem document, e.g. the id of the live launch. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** Of a slice's problem types, the function by which its decisions refuse: `export const reject = rejecting(projectProblems)`. */
export const rejecting = <Code extends string>(types: ProblemTypes<Code>) => {
  const known = { ...commonProblems, ...types } as ProblemTypes<Code | keyof typeof commonProblems>;
  return (
    code: Code | keyof typeof commonProblems,
    detail?: string,
    extra?: Readonly<Record<string, unknown>>,
  ): Rejection => ({ rejected: code, type: known[code], detail, extra });
};
