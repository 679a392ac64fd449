import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ImagesEvent } from '../images.events.js';
import { type BuiltImage, type NewestImage, newestOf, type RepositoryImagesState } from '../repository-images.js';

/** Sent by the system after a look at the repository and its registry. */
export class RecordImage extends Command<{
  readonly repositoryId: string;
  readonly url: string;
  readonly branch: string;
  readonly commit: string;
  readonly image: { readonly reference: string; readonly digest: string };
  readonly builtAt?: string | undefined;
  /** Revision of the stream before the look began, -1 for none: somebody else may have looked later, and been faster. */
  readonly seen: number;
}> {}

/** What a tag that names no commit leads to stays that of an older one, until the pipeline of the head has ended. */
export const isOfOlderCommit = (newest: BuiltImage, { commit, image }: Pick<BuiltImage, 'commit' | 'image'>): boolean =>
  newest.commit !== commit && newest.image.reference === image.reference && newest.image.digest === image.digest;

/** By a look that began later: it found a newer image, or that the branch is gone. */
const isOvertaken = (newest: NewestImage | undefined, state: RepositoryImagesState, seen: number): boolean => {
  if (newest === undefined || state === undefined) return false;
  return newest.revision > seen || (newest.goneSince !== undefined && state.revision > seen);
};

/** Once for each move of a branch to a commit that has another image, or of its head to one, also back to an earlier one. */
export const recordImage: Decide<DataOf<RecordImage>, RepositoryImagesState, ImagesEvent> = (
  { repositoryId, url, branch, commit, image, builtAt, seen },
  state,
) => {
  const newest = newestOf(state, branch);
  if (isOvertaken(newest, state, seen)) return nothing;
  if (newest?.commit === commit && newest.image.digest === image.digest) return nothing;
  if (newest !== undefined && isOfOlderCommit(newest, { commit, image })) return nothing;
  return [{ type: 'ImageAvailable', data: { repositoryId, url, branch, commit, image: { ...image }, builtAt } }];
};
