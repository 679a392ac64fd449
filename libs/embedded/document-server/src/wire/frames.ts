import { MalformedMessage } from './message.js';

const HEADER = 16;

/** Cuts a byte stream into messages, each of which begins with its own length. */
export class Frames {
  private chunks: Buffer[] = [];
  /** Bytes of a message that is not whole. */
  buffered = 0;

  /**
   * Takes what arrived and returns the messages that are whole now, each of at most `largest` bytes.
   * @throws MalformedMessage when a length cannot be right
   */
  push(chunk: Buffer, largest: number): Buffer[] {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    const messages: Buffer[] = [];
    const next = (): number | undefined => this.nextLength(largest);
    for (let length = next(); length !== undefined && this.buffered >= length; length = next())
      messages.push(this.take(length));
    return messages;
  }

  private nextLength(largest: number): number | undefined {
    if (this.buffered < HEADER) return undefined;
    let first = this.chunks[0] as Buffer;
    if (first.length < HEADER) {
      first = Buffer.concat(this.chunks);
      this.chunks = [first];
    }
    const length = first.readInt32LE(0);
    if (length < HEADER || length > largest)
      throw new MalformedMessage(`A message claims ${length} bytes; between ${HEADER} and ${largest} are allowed`);
    return length;
  }

  private take(length: number): Buffer {
    const all = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
    this.chunks = all.length === length ? [] : [all.subarray(length)];
    this.buffered = all.length - length;
    return all.subarray(0, length);
  }
}
