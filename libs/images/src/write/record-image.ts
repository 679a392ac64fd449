import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ImagesEvent } from '../images.events.js';
import { newestOf, type RepositoryImagesState } from '../repository-images.js';

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

/** Once for each move of a branch to another commit, or of its head to another image, also back to an earlier one. */
export const recordImage: Decide<DataOf<RecordImage>, RepositoryImagesState, ImagesEvent> = (
  { repositoryId, url, branch, commit, image, builtAt, seen },
  state,
) => {
  const newest = newestOf(state, branch);
  if (newest !== undefined && newest.revision > seen) return nothing;
  if (newest?.commit === commit && newest.image.digest === image.digest) return nothing;
  return [{ type: 'ImageAvailable', data: { repositoryId, url, branch, commit, image: { ...image }, builtAt } }];
};
