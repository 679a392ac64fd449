import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ImageNewsEvent } from '../image-news.events.js';
import type { ImageNews } from '../image-news.js';
import { reject } from '../notifications.rejections.js';

type PartlyTold = ImageNewsEvent['data'];

/** Sent by a policy that has told some of those who are to be told of an image. */
export class ContinueImageNews extends Command<
  PartlyTold & {
    /** How far it had come before; undefined: it had just begun. */
    readonly after: string | undefined;
  }
> {}

/** Once for each part, however often the policy tells it: what follows is told in one sequence. */
export const continueImageNews: Decide<DataOf<ContinueImageNews>, ImageNews, ImageNewsEvent> = (
  { actor, after, repositoryId, branch, commit, image, imageRevision, toldUpTo },
  state,
) => {
  if (!actor.startsWith('system:')) return reject('forbidden', 'Only the system itself tells of images.');
  if (after !== state.toldUpTo) return nothing;
  return [{ type: 'ImageNewsPartlyTold', data: { repositoryId, branch, commit, image, imageRevision, toldUpTo } }];
};
