/** Pitch, "Sessions can have the following statuses". */
export const shownStatuses = ['inactive', 'launching', 'running', 'paused', 'failed'] as const;

export type ShownStatus = (typeof shownStatuses)[number];

export interface UsersLaunch {
  readonly launchId: string;
  /** The session that occupies the environment: another session of the same environment is not what runs. */
  readonly sessionId: string;
  readonly status: ShownStatus;
  /** When its last run was asked for: RFC 3339 UTC. */
  readonly lastUsedAt: string;
}

export interface LaunchesPage {
  /** Only those that have it, or one of them, at one moment; all unless given. */
  readonly status?: ShownStatus | readonly ShownStatus[] | undefined;
  /** `lastUsedAt` and `launchId` of the last one of the page before. */
  readonly after?: readonly string[] | undefined;
  readonly limit: number;
}

/** A user's own launches in a project, which nobody else sees but auditors. The launches slice implements it. */
export interface LaunchStatuses {
  /** By environment id, of those that were launched. */
  ofUser(
    userId: string,
    projectId: string,
    environmentIds: readonly string[],
  ): Promise<ReadonlyMap<string, UsersLaunch>>;
  /** How many launches have or want a run, by session id, whoever's: for who may read every run. */
  live(projectId: string): Promise<ReadonlyMap<string, number>>;
  /** A page of them, the last used first. */
  lastUsed(userId: string, projectId: string, page: LaunchesPage): Promise<readonly UsersLaunch[]>;
}

/** Provided by a global module, since sessions know nothing of launches. Not provided: all are inactive. */
export const LAUNCH_STATUSES = Symbol('LaunchStatuses');
