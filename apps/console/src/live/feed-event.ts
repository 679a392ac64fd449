/** What the live feed tells, of a project or of one's own inbox: docs/live-feed.md. */
export interface FeedEvent {
  readonly position: string;
  readonly type: string;
  readonly at: string;
  readonly inbox?: true;
  readonly projectId?: string;
  readonly sessionId?: string;
  readonly launchId?: string;
  readonly data: Readonly<Record<string, unknown>>;
}
