import { t } from '@lingui/core/macro';
import type { Branch, BuiltImage } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';

/** As people write a commit: its first eight digits. */
export const shortCommit = (commit: string): string => commit.slice(0, 8);

interface Said extends Pick<Branch, 'commit'> {
  readonly image?: Pick<BuiltImage, 'commit' | 'builtAt' | 'availableSince'>;
}

/** What a session from the branch would have. */
export const branchInWords = ({ commit, image }: Said): string => {
  const newest = shortCommit(commit);
  if (image === undefined) return t`No image is known of this branch; its newest commit is ${newest}.`;
  const older = shortCommit(image.commit);
  const built = shownTime(image.builtAt ?? image.availableSince, 'minute');
  return image.commit === commit
    ? t`✓ The image of its newest commit, ${newest}, built ${built}.`
    : t`✓ The image of an older commit, ${older}, built ${built}; the newest commit is ${newest}.`;
};
