import { expect, test } from 'vitest';
import { lastLinesOf } from './last-lines-of.js';

const piece = (text: string): Buffer => {
  const header = Buffer.alloc(8, 0);
  header[0] = 1;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

test('what a container printed is its lines without the engine’s headers, also where a piece ends in the middle of a letter', () => {
  const [first, second] = [piece('one\ntw'), piece('ö\nthree\n')];
  expect(lastLinesOf(Buffer.concat([first, second]), 10)).toBe('one\ntwö\nthree');
  expect(lastLinesOf(Buffer.concat([first, second]), 1)).toBe('three');
  expect(lastLinesOf(Buffer.alloc(0), 5)).toBe('');
});

test('of what a session prints without end, the last two megabytes are enough, however it is cut into pieces', () => {
  const mebi = 2 ** 20;
  const whole = Buffer.concat([piece('x'.repeat(mebi)), piece('y'.repeat(2 * mebi - 1)), piece('z')]);
  expect(lastLinesOf(whole, 10)).toBe(`${'y'.repeat(2 * mebi - 1)}z`);
  const newlines = Buffer.concat(Array.from({ length: 1000 }, () => piece('\n')));
  expect(lastLinesOf(Buffer.concat([newlines, piece('last\n')]), 3)).toBe('\n\nlast');
});
