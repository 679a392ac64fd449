import type { ImageCheck } from '../api/image-views.js';
import { bytesInWords } from './quantity.js';

const dateFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** What was found, in one line, e.g. `linux/amd64 · 1.2 GiB to pull · built Jan 1, 2026`. */
export const imageCheckWords = ({ platforms, sizeBytes, createdAt }: ImageCheck): string =>
  [
    platforms.join(', '),
    ...(sizeBytes === undefined ? [] : [`${bytesInWords(sizeBytes)} to pull`]),
    ...(createdAt === undefined ? [] : [`built ${dateFormat.format(new Date(createdAt))}`]),
  ].join(' · ');
