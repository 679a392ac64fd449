const sentences = {
  malformed:
    'The access token is not a JSON Web Token that this API understands. Send the access token, not an id token.',
  forged:
    'The access token was not signed by a key of the identity provider, or was changed afterwards. Sign in again.',
  'wrong-issuer': 'The access token comes from another identity provider than the one this API trusts. Sign in again.',
  'wrong-audience':
    'The access token was issued for another service, not for this API. Ask for a token with its audience.',
  expired: 'The access token has expired. Renew it, or sign in again.',
  'not-yet-valid': 'The access token is not valid yet. Check the clocks of this computer and of the identity provider.',
  unknown: 'This token was revoked, has expired or never was one. Make another one, under Account in the console.',
  erased: 'This person was erased after the access token was issued. Sign in again to start anew.',
} as const;

/** Why a token was refused; stable, for clients to act upon. */
export type InvalidTokenReason = keyof typeof sentences;

/** The caller's token is at fault: answered 401. The message is a sentence for people and never quotes the token. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';

  constructor(
    readonly reason: InvalidTokenReason,
    options?: ErrorOptions,
  ) {
    super(sentences[reason], options);
  }
}
