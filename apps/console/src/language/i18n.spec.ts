import { plural, t } from '@lingui/core/macro';
import { describe, expect, test } from 'vitest';
import { i18n } from './i18n.js';

const sessions = (count: number): string => plural(count, { one: '# session', other: '# sessions' });

describe('a message', () => {
  test('is English where it is in no catalogue', () => {
    expect([sessions(1), sessions(2000)]).toEqual(['1 session', '2,000 sessions']);
  });

  test.each([String.raw`\u0041`, String.raw`C:\x41`, '{name}', '<0>bold</0>', "it's '{", '\\'])(
    'shows what people typed to the letter: %s',
    (name) => {
      expect(t`Remove “${name}”?`).toBe(`Remove “${name}”?`);
      expect(i18n._({ id: 'x', message: '{name}', values: { name } })).toBe(name);
    },
  );
});
