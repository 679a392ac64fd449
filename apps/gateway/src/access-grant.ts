/** One user may use one session, by a cookie that is good until then. */
export interface AccessGrant {
  readonly launchId: string;
  readonly userId: string;
  readonly expiresAt: Date;
}
