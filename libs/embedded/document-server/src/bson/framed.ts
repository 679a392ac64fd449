/** A document of these encoded elements. */
export const framed = (...elements: readonly Uint8Array[]): Uint8Array => {
  const size = elements.reduce((sum, element) => sum + element.length, 5);
  const out = Buffer.alloc(size);
  out.writeInt32LE(size, 0);
  let offset = 4;
  for (const element of elements) {
    out.set(element, offset);
    offset += element.length;
  }
  return out;
};
