/** Of whoever is signed in. */
export interface AccessTokens {
  /** One that is valid for a while. */
  fresh(): Promise<string>;
  /** A new one, although the present one looks valid. */
  renew(): Promise<string>;
}
