export type CodeHostFailure = 'unknown-code-host' | 'repository-unreadable' | 'code-host-unreachable';

/** Its message is for whoever named the repository: what is wrong, and what to do. */
export class CodeHostError extends Error {
  override readonly name = 'CodeHostError';

  constructor(
    readonly code: CodeHostFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
