import { describe, expect, test } from 'vitest';
import { ZstdFrames } from './zstd-frames.js';

const magic = Buffer.from('28b52ffd', 'hex');
/** One byte of content size, no checksum; a block as it is, of this many bytes. */
const frame = (bytes: number): Buffer =>
  Buffer.concat([magic, Buffer.from([0x20, bytes, (bytes << 3) | 1, 0, 0]), Buffer.alloc(bytes, bytes)]);
/** A window, four bytes of content size and a checksum; a block that is one byte many times, and a last one. */
const large = Buffer.concat([
  magic,
  Buffer.from([0x84, 0x58, 0, 0, 0, 0, ...[(9 << 3) | (1 << 1), 0, 0, 7], ...[(2 << 3) | 1, 0, 0, 7, 7], 1, 2, 3, 4]),
]);
const skippable = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from([0x5f, 0x2a, 0x4d, 0x18, bytes, 0, 0, 0]), Buffer.alloc(bytes, 0x28)]);

const cut = (packed: Buffer, pieceBytes: number): readonly Buffer[] => {
  const frames = new ZstdFrames();
  const pieces: Buffer[] = [];
  for (let at = 0; at < packed.length; at += pieceBytes)
    pieces.push(...frames.cut(packed.subarray(at, at + pieceBytes)));
  return pieces;
};

describe('what zstd packed', () => {
  const packed = Buffer.concat([skippable(0), frame(3), large, skippable(9), skippable(1), frame(0)]);

  test('is cut at the ends of its frames, without those that are to be skipped', () => {
    expect(cut(packed, packed.length)).toEqual([frame(3), large, frame(0)]);
  });

  test.each([1, 2, 3, 5, 7, 11])(
    'is the same in pieces of %i bytes, none of which has bytes of two frames',
    (bytes) => {
      const pieces = cut(packed, bytes);
      expect(Buffer.concat(pieces)).toEqual(Buffer.concat([frame(3), large, frame(0)]));
      let at = 0;
      const ends = pieces.map(({ length }) => (at += length));
      expect(ends).toEqual(expect.arrayContaining([frame(3).length, frame(3).length + large.length]));
    },
  );

  test.each([Buffer.from('text'), Buffer.concat([frame(1), Buffer.from('text')])])(
    'is refused where it is not: %j',
    (bytes) => {
      expect(() => cut(bytes, 100)).toThrow('damaged');
    },
  );
});
