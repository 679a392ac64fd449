import type { Branch } from '../api/views.js';

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** As people write a commit: its first eight digits. */
export const shortCommit = (commit: string): string => commit.slice(0, 8);

/** What a session from the branch would have. */
export const branchInWords = ({ commit, image }: Pick<Branch, 'commit' | 'image'>): string => {
  if (image === undefined) return `No image is known of this branch; its newest commit is ${shortCommit(commit)}.`;
  const built = dateFormat.format(new Date(image.builtAt ?? image.availableSince));
  const isOlder = image.commit !== commit;
  return isOlder
    ? `✓ The image of an older commit, ${shortCommit(image.commit)}, built ${built}; the newest commit is ${shortCommit(commit)}.`
    : `✓ The image of its newest commit, ${shortCommit(commit)}, built ${built}.`;
};
