import fc from 'fast-check';
import protobuf from 'google-protobuf';
import { describe, expect, test } from 'vitest';
import { BackwardWriter } from './backward-writer.js';

describe('backward writer', () => {
  test('writes what the protobuf library reads', () => {
    const message = fc.record({
      number: fc.maxSafeNat(),
      text: fc.string({ unit: 'binary', maxLength: 150 }),
      bytes: fc.uint8Array({ maxLength: 150 }),
    });
    fc.assert(
      fc.property(message, ({ number, text, bytes }) => {
        const writer = new BackwardWriter(2_000);
        const end = writer.mark;
        writer.bytes(3, bytes);
        writer.string(2, text);
        writer.uint64(1, number);
        writer.message(15, end);
        expect(decode(writer.finish())).toEqual([15, 1, String(number), 2, text, 3, [...bytes]]);
      }),
    );
  });
});

/** The field numbers and values of a message nested in one field, in the order they are found. */
const decode = (buffer: Buffer): unknown[] => {
  const reader = new protobuf.BinaryReader(new Uint8Array(buffer));
  const found: unknown[] = [];
  const read: (() => unknown)[] = [
    () => reader.readUint64String(),
    () => reader.readString(),
    () => [...reader.readBytes()],
  ];
  reader.nextField();
  found.push(reader.getFieldNumber());
  reader.readMessage(undefined, () => {
    while (reader.nextField()) found.push(reader.getFieldNumber(), read[reader.getFieldNumber() - 1]?.());
  });
  return found;
};
