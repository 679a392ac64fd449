import { pointerSegment } from './pointer-segment.js';

/** Half of a surrogate pair. UTF-8 has no bytes for it: what a store keeps would not be what was sent. */
const half = /\p{Surrogate}/u;

/** JSON pointers to the texts in a body, and to the names of its members, that are no Unicode. */
export const illFormedText = (value: unknown, pointer = ''): readonly string[] => {
  if (typeof value === 'string') return half.test(value) ? [pointer] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const at = `${pointer}/${pointerSegment(key)}`;
    return half.test(key) ? [at] : illFormedText(member, at);
  });
};
