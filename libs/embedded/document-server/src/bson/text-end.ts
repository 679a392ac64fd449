/** Where the terminator of a name or a pattern is; the end of the bytes where there is none. */
export const textEnd = (bytes: Buffer, from: number): number => {
  const end = bytes.indexOf(0, from);
  return end < 0 ? bytes.length : end;
};
