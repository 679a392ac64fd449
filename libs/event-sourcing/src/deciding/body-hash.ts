import { createHash } from 'node:crypto';

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** SHA-256 of a command's data, independent of the order of its keys. Base64url. */
export const bodyHash = (data: object): string =>
  createHash('sha256').update(JSON.stringify(data, sorted)).digest('base64url');
