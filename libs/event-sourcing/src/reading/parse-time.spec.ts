import { expect, test } from 'vitest';
import { parseTime } from './parse-time.js';

const noon = Date.UTC(2026, 4, 1, 12);

test.each([
  '2026-05-01T12:00:00Z',
  '2026-05-01t12:00:00z',
  '2026-05-01 12:00:00Z',
  '2026-05-01T12:00:00.000Z',
  '2026-05-01T14:00:00+02:00',
  '2026-05-01t08:30:00-03:30',
])('a time as RFC 3339 writes it, small letters and blank included: %s', (text) => {
  expect(parseTime(text)).toBe(noon);
});

test.each([
  '',
  ' ',
  '1777636800000',
  '2026-05-01',
  '2026-05-01T12:00:00',
  '2026-05-01T12:00Z',
  '2026-02-30T12:00:00Z',
  '2026-05-01T25:00:00Z',
  '2026-05-01T12:00:00+99:99',
  ' 2026-05-01T12:00:00Z',
])('"%s" is no time', (text) => {
  expect(parseTime(text)).toBeUndefined();
});
