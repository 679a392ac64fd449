/** An event of a run: where it is in the log, and when it was recorded. */
export interface Moment {
  /** Decimal. */
  readonly position: string;
  readonly at: string;
}

/** What the log says of one run that its usage can depend on, whatever the rule; ids alone. */
export interface UsageRun {
  readonly launchId: string;
  readonly run: number;
  readonly userId: string;
  readonly projectId: string;
  readonly sessionId: string;
  readonly environmentId: string;
  /** Absent where admins offered none. */
  readonly resourceClassId?: string | undefined;
  /** Cores, bytes, devices that were kept for it; 0 where the session asked for nothing. */
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
  readonly asked: Moment;
  /** It has left the queue and the scheduler: resources are kept for it. */
  readonly placed?: Moment | undefined;
  /** Its user could enter. */
  readonly started?: Moment | undefined;
  readonly ended?: (Moment & { readonly outcome: 'paused' | 'stopped' | 'failed' }) | undefined;
  /** The months (UTC) from its request to its end, such as 2026-03; of one that has not ended, `open`. */
  readonly months: readonly string[];
}
