/** Which branches matter to anybody, for those who need not know sessions; also the token by which Nest provides it. */
export abstract class BranchUse {
  /** A session, of whichever project, is pinned to an image of the branch. */
  abstract isUsed(repositoryId: string, branch: string): Promise<boolean>;
  /** Those that have a session from the repository, of whichever branch. */
  abstract projectsWith(repositoryId: string): Promise<readonly string[]>;
}
