/**
 * Its message has nothing of the reason, which would tell who names addresses what there is inside a network: the host does not
 * exist, does not answer, or may not be reached. The cause is for logs.
 */
export class UnreachableError extends Error {
  override readonly name: string = 'UnreachableError';

  constructor(url: string, options?: ErrorOptions) {
    super(`${url} cannot be reached`, options);
  }
}
