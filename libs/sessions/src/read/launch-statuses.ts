/** Pitch, "Sessions can have the following statuses". */
export type LaunchStatus = 'inactive' | 'launching' | 'running' | 'paused' | 'failed';

export interface UsersLaunch {
  readonly launchId: string;
  /** The session that occupies the environment: another session of the same environment is not what runs. */
  readonly sessionId: string;
  readonly status: LaunchStatus;
}

/** A user's own launches in a project, which nobody else sees. The launches slice implements it. */
export interface LaunchStatuses {
  /** By environment id, of those that were launched. */
  ofUser(
    userId: string,
    projectId: string,
    environmentIds: readonly string[],
  ): Promise<ReadonlyMap<string, UsersLaunch>>;
}

/** Provided by a global module, since sessions know nothing of launches. Not provided: all are inactive. */
export const LAUNCH_STATUSES = Symbol('LaunchStatuses');
