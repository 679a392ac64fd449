import { plural, t } from '@lingui/core/macro';
import type { ImageContents, ImageReading } from '../api/schema.js';
import { bytesInWords } from '../page/bytes-in-words.js';

// names of products are not translated
/* eslint-disable lingui/no-unlocalized-strings */
const managers: Readonly<Record<string, string>> = {
  dpkg: 'Debian',
  apk: 'Alpine',
  conda: 'conda',
  pip: 'Python',
  r: 'R',
  julia: 'Julia',
  npm: 'npm',
  rpm: 'RPM',
};
/* eslint-enable lingui/no-unlocalized-strings */

/** Whose packages they are, as people call it. */
export const managerInWords = (manager: string): string => managers[manager] ?? manager;

/** How far the reading of an image is. */
export const readingInWords = ({ doneBytes, totalBytes }: ImageReading): string => {
  if (totalBytes === 0) return t`Nobody has looked into this image yet: it is its turn in a moment.`;
  const done = bytesInWords(doneBytes);
  const total = bytesInWords(totalBytes);
  return t`Nobody has looked into this image yet: ${done} of ${total} are read.`;
};

const notRead = (manager: string): string => t`It has packages of ${manager}, too, which are not read here.`;

/** Where a list of packages comes from, and what is not in it. */
export const sourceInWords = ({ source, unread }: Pick<ImageContents, 'source' | 'unread'>): string =>
  [
    source === 'sbom' ? t`As its builder attests.` : t`As its layers say.`,
    ...unread.map((manager) => notRead(managerInWords(manager))),
  ].join(' ');

/** How many are shown of how many that were found. */
export const shownInWords = (found: number, shown: number): string => {
  if (found === 0) return t`No package is called so.`;
  if (found === shown) return plural(found, { one: '# package', other: '# packages' });
  return plural(found, {
    one: `# package; the first ${shown} are shown. Search for the others.`,
    other: `# packages; the first ${shown} are shown. Search for the others.`,
  });
};
