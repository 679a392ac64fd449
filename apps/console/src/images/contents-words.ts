import type { ImageContents, ImageReading } from '../api/schema.js';
import { bytesInWords } from '../page/bytes-in-words.js';
import { counted } from '../page/counted.js';

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

/** Whose packages they are, as people call it. */
export const managerInWords = (manager: string): string => managers[manager] ?? manager;

/** How far the reading of an image is. */
export const readingInWords = ({ doneBytes, totalBytes }: ImageReading): string =>
  totalBytes === 0
    ? 'Nobody has looked into this image yet: it is its turn in a moment.'
    : `Nobody has looked into this image yet: ${bytesInWords(doneBytes)} of ${bytesInWords(totalBytes)} are read.`;

/** Where a list of packages comes from, and what is not in it. */
export const sourceInWords = ({ source, unread }: Pick<ImageContents, 'source' | 'unread'>): string =>
  [
    source === 'sbom' ? 'As its builder attests.' : 'As its layers say.',
    ...unread.map((manager) => `It has packages of ${managerInWords(manager)}, too, which are not read here.`),
  ].join(' ');

/** How many are shown of how many that were found. */
export const shownInWords = (found: number, shown: number): string => {
  if (found === 0) return 'No package is called so.';
  const packages = counted(found, 'package');
  return found === shown ? packages : `${packages}; the first ${shown} are shown. Search for the others.`;
};
