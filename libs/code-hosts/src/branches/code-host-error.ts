export type CodeHostFailure = 'unknown-code-host' | 'repository-unreadable' | 'code-host-unreachable';

/** Its message is for whoever named the repository: what is wrong, and what to do. */
export class CodeHostError extends Error {
  override readonly name = 'CodeHostError';

  constructor(
    readonly code: CodeHostFailure,
    message: string,
    options?: ErrorOptions & { readonly retryAfterMs?: number | undefined },
  ) {
    super(message, options);
    this.retryAfterMs = options?.retryAfterMs;
  }

  /** As the host said. */
  readonly retryAfterMs: number | undefined;
}
