import { newestOf } from '#libs/images';
import type { Session } from '../session.js';
import type { Offers } from './image-update.js';

/** Since when the code host has the branch no more that the session's image was built of: no newer image will be offered (rule 2). */
export const branchGoneSince = (
  { source }: Pick<Session, 'source'>,
  { repositories }: Pick<Offers, 'repositories'>,
): string | undefined =>
  source.kind === 'repository' ? newestOf(repositories.get(source.repositoryId), source.branch)?.goneSince : undefined;
