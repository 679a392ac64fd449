const VARINT = 0;
const LENGTH_DELIMITED = 2;
const HIGH_BIT = 0x80;

/**
 * Writes a protobuf message from its end to its beginning. A nested message is then complete, and its length known,
 * when its length prefix is written. Fields are therefore put in reverse order; field numbers are below 16.
 */
export class BackwardWriter {
  private readonly buffer: Buffer;
  private start: number;

  /** @param capacity an upper bound of the size of the message, in bytes. */
  constructor(capacity: number) {
    this.buffer = Buffer.allocUnsafe(capacity);
    this.start = capacity;
  }

  /** Where a nested message ends; to be given to {@link message} when its fields are written. */
  get mark(): number {
    return this.start;
  }

  /** Makes everything written since `mark` the nested message `field`. */
  message(field: number, mark: number): void {
    this.prefix(field, mark - this.start);
  }

  bytes(field: number, value: Uint8Array): void {
    this.start -= value.length;
    this.buffer.set(value, this.start);
    this.prefix(field, value.length);
  }

  string(field: number, value: string): void {
    const length = Buffer.byteLength(value);
    this.start -= length;
    this.buffer.write(value, this.start, length, 'utf8');
    this.prefix(field, length);
  }

  /** @param value a whole number from 0 to 2^53-1. */
  uint64(field: number, value: number): void {
    this.varint(value);
    this.tag(field, VARINT);
  }

  /** @param value from 0 to 2^64-1, for what a number cannot hold exactly. */
  largeUint64(field: number, value: bigint): void {
    let rest = value;
    const bytes: number[] = [];
    for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | HIGH_BIT);
    bytes.push(Number(rest));
    this.start -= bytes.length;
    this.buffer.set(bytes, this.start);
    this.tag(field, VARINT);
  }

  /** The largest value of an int64, 2^63-1, which is not a JavaScript number. */
  largestInt64(field: number): void {
    this.start -= 9;
    this.buffer.fill(0xff, this.start, this.start + 8);
    this.buffer[this.start + 8] = 0x7f;
    this.tag(field, VARINT);
  }

  finish(): Buffer {
    return this.buffer.subarray(this.start);
  }

  private prefix(field: number, length: number): void {
    this.varint(length);
    this.tag(field, LENGTH_DELIMITED);
  }

  private tag(field: number, wireType: number): void {
    this.buffer[--this.start] = (field << 3) | wireType;
  }

  private varint(value: number): void {
    let index = this.start - varintLength(value);
    this.start = index;
    let rest = value;
    while (rest >= HIGH_BIT) {
      this.buffer[index++] = (rest % HIGH_BIT) | HIGH_BIT;
      rest = Math.floor(rest / HIGH_BIT);
    }
    this.buffer[index] = rest;
  }
}

const varintLength = (value: number): number => {
  let length = 1;
  for (let rest = value; rest >= HIGH_BIT; rest = Math.floor(rest / HIGH_BIT)) length++;
  return length;
};
