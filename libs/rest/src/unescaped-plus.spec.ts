import { expect, test } from 'vitest';
import { unescapedPlus } from './unescaped-plus.js';

test.each(['2026-05-01T12:00:00 02:00', '2026-05-01T12:00:00.123 02:00'])(
  'whose + arrived as a blank is told how it is written: %s',
  (text) => {
    expect(unescapedPlus(text)).toBe('; in an address, + is written %2B');
  },
);

test.each(['yesterday', '2026-05-01', '2026-05-01 12:00', '2026-05-01T12:00:00-02:00', undefined, 7])(
  'of anything else, nothing is said: %s',
  (input) => {
    expect(unescapedPlus(input)).toBe('');
  },
);
