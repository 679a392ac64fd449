import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ImagesEvent } from '../images.events.js';
import type { RepositoryImages, RepositoryImagesState } from '../repository-images.js';

/** Sent by the system after a look at the repository with the right that this installation has to read it. */
export class RecordBranches extends Command<{
  readonly repositoryId: string;
  /** Of those that sessions use: which the code host has. */
  readonly found: readonly string[];
  /** And which it has not. */
  readonly missing: readonly string[];
  /** Revision of the stream before the look began, -1 for none. */
  readonly seen: number;
}> {}

/** Of the branches of which an image is known. */
export const branchChanges = (
  { repositoryId, branches }: RepositoryImages,
  { found, missing }: Pick<DataOf<RecordBranches>, 'found' | 'missing'>,
): readonly ImagesEvent[] => {
  const [there, notThere] = [new Set(found), new Set(missing)];
  return branches.flatMap(({ branch, goneSince }): readonly ImagesEvent[] => {
    const data = { repositoryId, branch };
    if (goneSince === undefined) return notThere.has(branch) ? [{ type: 'BranchGone', data }] : [];
    return there.has(branch) ? [{ type: 'BranchReappeared', data }] : [];
  });
};

/** Once for each time that a branch goes or comes back. What another look recorded meanwhile may be newer: the next one tells. */
export const recordBranches: Decide<DataOf<RecordBranches>, RepositoryImagesState, ImagesEvent> = (
  { found, missing, seen },
  state,
) => (state === undefined || state.revision > seen ? nothing : branchChanges(state, { found, missing }));
