import { type Doc, isDoc } from './document.js';

const isIndex = (part: string): boolean => /^\d+$/.test(part);

const collectInArray = (array: readonly unknown[], parts: readonly string[], at: number, out: unknown[]): void => {
  const part = parts[at] ?? '';
  if (isIndex(part) && Number(part) < array.length) collect(array[Number(part)], parts, at + 1, out);
  for (const element of array) if (isDoc(element)) collect(element, parts, at, out);
};

const collect = (value: unknown, parts: readonly string[], at: number, out: unknown[]): void => {
  const part = parts[at];
  if (part === undefined) out.push(value);
  else if (Array.isArray(value)) collectInArray(value, parts, at, out);
  else if (isDoc(value) && Object.hasOwn(value, part)) collect(value[part], parts, at + 1, out);
  else out.push(undefined);
};

/** The values at a dotted path, one per array element on the way; undefined stands for a missing field. */
export const valuesAt = (doc: Doc, path: string): unknown[] => {
  if (!path.includes('.')) return [Object.hasOwn(doc, path) ? doc[path] : undefined];
  const out: unknown[] = [];
  collect(doc, path.split('.'), 0, out);
  return out;
};

/** As {@link valuesAt}, and the elements of an array at the end of the path: what a query condition is compared with. */
export const candidatesAt = (doc: Doc, path: string): unknown[] =>
  valuesAt(doc, path).flatMap((value) =>
    Array.isArray(value) ? [value as unknown, ...(value as unknown[])] : [value],
  );
