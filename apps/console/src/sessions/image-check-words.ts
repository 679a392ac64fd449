import { t } from '@lingui/core/macro';
import type { ImageCheck } from '../api/schema.js';
import { bytesInWords } from '../page/bytes-in-words.js';
import { shownTime } from '../page/shown-time.js';

/** What was found, in one line, e.g. `linux/amd64 · 1.2 GiB to pull · built Jan 1, 2026`. */
export const imageCheckWords = ({
  platforms,
  sizeBytes,
  createdAt,
}: Pick<ImageCheck, 'platforms' | 'sizeBytes' | 'createdAt'>): string =>
  [
    platforms.join(', '),
    ...(sizeBytes === undefined ? [] : [sizeWords(bytesInWords(sizeBytes))]),
    ...(createdAt === undefined ? [] : [builtWords(shownTime(createdAt, 'day'))]),
  ].join(' · ');

const sizeWords = (size: string): string => t`${size} to pull`;

const builtWords = (day: string): string => t`built ${day}`;
