import { describe, expect, test } from 'vitest';
import { earlierFirst, inTimeField, isMoment } from './moments.js';

describe('moments that are compared', () => {
  test.each(['7', '2026-05-01T12:00:00Z', '2026-05-01T12:00:00.123Z'])('%s is one', (text) => {
    expect(isMoment(text)).toBe(true);
  });

  test.each(['', 'now', '-1', '2026-05-01', '2026-13-01T00:00:00Z', '1'.repeat(20)])('“%s” is none', (text) => {
    expect(isMoment(text)).toBe(false);
  });

  test('a field for a time has it in the zone of the reader', () => {
    expect(inTimeField(new Date(2026, 4, 1, 9, 5, 7, 123).toISOString())).toBe('2026-05-01T09:05:07');
  });

  test('whichever event is chosen first, the earlier one comes first', () => {
    expect(earlierFirst('9', '10')).toEqual({ from: '9', to: '10' });
    expect(earlierFirst('10', '9')).toEqual({ from: '9', to: '10' });
  });
});
