import { type GitCall, type GitPlace, runGit } from './run-git.js';

/** A repository does not have the commit that was asked for. */
export class MissingCommitError extends Error {
  override readonly name = 'MissingCommitError';
}

const isCommit = (text: string): boolean => /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/**
 * What was cloned comes to be at that commit. One that no branch has any more is asked for by itself: many hosts keep it for long.
 * `held`: arguments that hold Git to where it was allowed to go.
 */
export async function checkOut(
  directory: string,
  commit: string,
  { place, held, call }: { readonly place: GitPlace; readonly held: readonly string[]; readonly call: GitCall },
): Promise<void> {
  // a name would be another commit tomorrow, and an option anything
  if (!isCommit(commit)) throw new MissingCommitError(commit);
  const git = (...args: readonly string[]) => runGit(place, [...held, '-C', directory, ...args], call);
  const detach = () => git('checkout', '--quiet', '--detach', commit);
  try {
    await detach().catch(() => git('fetch', '--quiet', 'origin', commit).then(detach));
  } catch (error) {
    throw new MissingCommitError(commit, { cause: error });
  }
}
