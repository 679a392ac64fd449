/** The type of an encoded string. */
export const STRING = 0x02;

const LENGTH_BYTES = 4;

/** The text of an encoded string: its length comes before it, a terminator after it. */
export const textOf = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('utf8', LENGTH_BYTES, length - 1);
