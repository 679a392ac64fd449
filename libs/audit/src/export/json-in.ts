/** What is longer is neither a header nor a manifest, and no event that a store takes. */
const LONGEST = 4 * 2 ** 20;

/**
 * What a line says; undefined where it is no JSON, or longer than what is looked into. A file may be anybody's, and JSON that is nothing but
 * nested takes forty times its length in memory.
 */
export const jsonIn = (bytes: Buffer): unknown => {
  if (bytes.length > LONGEST) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
};
