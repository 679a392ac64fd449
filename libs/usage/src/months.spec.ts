import { expect, test } from 'vitest';
import { monthsOf } from './months.js';

const at = (text: string): number => Date.parse(text);
const names = (from: string, to: string): string[] => monthsOf({ from: at(from), to: at(to) }).map(({ name }) => name);

test('rule 13, months are those of UTC: each second is in one of them', () => {
  expect(monthsOf({ from: at('2026-01-31T23:00:00Z'), to: at('2026-03-01T00:00:01Z') })).toEqual([
    { name: '2026-01', from: at('2026-01-31T23:00:00Z'), to: at('2026-02-01') },
    { name: '2026-02', from: at('2026-02-01'), to: at('2026-03-01') },
    { name: '2026-03', from: at('2026-03-01'), to: at('2026-03-01T00:00:01Z') },
  ]);
});

test('what ends as a month begins does not touch it', () => {
  expect(names('2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z')).toEqual(['2025-12']);
  expect(names('2028-02-29T00:00:00Z', '2028-03-01T00:00:00Z')).toEqual(['2028-02']);
});

test('what takes no time, or ends before it begins by another clock, is in the month in which it begins', () => {
  expect(names('2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z')).toEqual(['2026-03']);
  expect(names('2026-03-01T00:00:00Z', '2026-02-28T23:59:59Z')).toEqual(['2026-03']);
});
