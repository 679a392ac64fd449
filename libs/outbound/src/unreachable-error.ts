/**
 * Nothing of its reason, which would tell who names addresses what there is inside a network: the host does not exist, does not
 * answer, or may not be reached.
 */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(url: string) {
    super(`${url} cannot be reached`);
  }
}
