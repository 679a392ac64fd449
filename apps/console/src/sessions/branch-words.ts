import type { Branch, BuiltImage } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';

/** As people write a commit: its first eight digits. */
export const shortCommit = (commit: string): string => commit.slice(0, 8);

interface Said extends Pick<Branch, 'commit'> {
  readonly image?: Pick<BuiltImage, 'commit' | 'builtAt' | 'availableSince'>;
}

/** What a session from the branch would have. */
export const branchInWords = ({ commit, image }: Said): string => {
  if (image === undefined) return `No image is known of this branch; its newest commit is ${shortCommit(commit)}.`;
  const built = shownTime(image.builtAt ?? image.availableSince, 'minute');
  const isOlder = image.commit !== commit;
  return isOlder
    ? `✓ The image of an older commit, ${shortCommit(image.commit)}, built ${built}; the newest commit is ${shortCommit(commit)}.`
    : `✓ The image of its newest commit, ${shortCommit(commit)}, built ${built}.`;
};
