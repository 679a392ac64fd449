/**
 * Where the terminator of a name or a pattern is; the end of the bytes where there is none. Names are so short that looking at each
 * byte is done before a search outside of JavaScript has begun.
 */
export const textEnd = (bytes: Buffer, from: number): number => {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1;
  return Math.min(at, bytes.length);
};
