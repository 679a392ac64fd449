import { extname } from 'node:path/posix';

const types: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.svg': 'image/svg+xml',
};

/** Of what is shown as an image, by its name; undefined for all else. */
export const imageTypeOf = (path: string): string | undefined => types[extname(path).toLowerCase()];
