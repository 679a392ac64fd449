/** Which branches matter to anybody, for those who need not know sessions; also the token by which Nest provides it. */
export abstract class BranchUse {
  /** Those that a session, of whichever project, is pinned to an image of. */
  abstract branchesInUse(repositoryId: string): Promise<readonly string[]>;
  /**
   * The next projects, in the order of their ids, that have a session from the repository, of whichever branch: at most so many, and none
   * once there are no more.
   */
  abstract projectsWith(
    repositoryId: string,
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly string[]>;
}
