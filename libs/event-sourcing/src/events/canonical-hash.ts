import { hash } from 'node:crypto';

/** Keys in order, at every depth; objects whose keys are in order already are not copied. */
const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
};

/** SHA-256 of plain JSON, independent of the order of its keys. Base64url. */
export const canonicalHash = (data: object): string => hash('sha256', JSON.stringify(sorted(data)), 'base64url');
