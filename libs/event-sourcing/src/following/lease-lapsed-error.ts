/** This process may not act any more; whoever holds the lease now finds everything as it is. */
export class LeaseLapsedError extends Error {
  override readonly name = 'LeaseLapsedError';
}
