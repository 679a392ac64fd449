/** One user may use one session, by a cookie that is good until then. */
export interface AccessGrant {
  readonly launchId: string;
  readonly userId: string;
  /** It came from a program, with this token of the user's. */
  readonly personalTokenId?: string | undefined;
  readonly expiresAt: Date;
}
