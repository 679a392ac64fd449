import { expect, test } from 'vitest';
import { csv } from './csv.js';

test('a file is lines of cells, quoted where they need it (RFC 4180)', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x,y', 1.5],
        ['say "no"', undefined],
        ['two\nlines', 0],
      ],
    ),
  ).toBe('a,b\r\n"x,y",1.5\r\n"say ""no""",\r\n"two\nlines",0\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula', (text) => {
  expect(
    csv(['a'], [[text]])
      .split('\r\n')
      .slice(1)
      .join('\r\n')
      .replace(/^"/, '')
      .startsWith("'"),
  ).toBe(true);
});
