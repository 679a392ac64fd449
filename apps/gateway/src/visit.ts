/** One user's stay in one session, by a cookie that is good until then. */
export interface Visit {
  readonly launchId: string;
  readonly userId: string;
  readonly expiresAt: Date;
}
