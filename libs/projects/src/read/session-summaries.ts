import type { AsOf } from '#libs/event-sourcing';

export interface SessionSummary {
  /** How many sessions the project has. */
  readonly sessions: number;
  readonly defaultSessionId?: string | undefined;
}

/** What a project's page says of its sessions. The sessions slice implements it. */
export interface SessionSummaries {
  /** By project id; projects without sessions may be missing. */
  of(projectIds: readonly string[]): Promise<ReadonlyMap<string, SessionSummary>>;
  asOf(projectId: string, asOf: AsOf): Promise<SessionSummary>;
}

/** Provided by a global module, since projects know nothing of who has the sessions. */
export const SESSION_SUMMARIES = Symbol('SessionSummaries');
