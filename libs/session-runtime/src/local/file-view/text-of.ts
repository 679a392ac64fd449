/** The UTF-8 text that the bytes are, undefined where they are none. `isPart`: the last character may be cut. */
export const textOf = (bytes: Buffer, isPart: boolean): string | undefined => {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isPart });
  } catch {
    return undefined;
  }
};
