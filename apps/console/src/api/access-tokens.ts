/** Of whoever is signed in. */
export interface AccessTokens {
  /** One that is valid for a while. */
  fresh(): Promise<string>;
  /** Another one than `old`, which may look valid: no newer one, where there is one already. */
  renew(old: string): Promise<string>;
}
