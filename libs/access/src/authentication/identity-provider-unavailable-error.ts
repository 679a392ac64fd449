/** The identity provider could not be asked for its keys, so nobody knows whether the token is good: 503, never 401. */
export class IdentityProviderUnavailableError extends Error {
  override readonly name = 'IdentityProviderUnavailableError';

  constructor(address: string, problem: string, options?: ErrorOptions) {
    super(`The identity provider could not be used at ${address}: ${problem}. Try again in a moment.`, options);
  }
}
