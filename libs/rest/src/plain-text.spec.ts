import { describe, expect, test } from '@jest/globals';
import { displayName } from './plain-text.js';

describe('a display name', () => {
  test.each(['Flights', '  Flights ', 'Flüge – Übersicht', '飛行', 'رحلات', 'טיסות', '👩‍🔬', 'a'.repeat(99)])(
    'can be "%s"',
    (name) => {
      expect(displayName.parse(name)).toBe(name.trim());
    },
  );

  test.each([
    ['nothing', ' '],
    ['longer', 'a'.repeat(100)],
    ['a line break', 'a\nb'],
    ['a null', 'a\0b'],
    ['an escape', '\u001b[31mred'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['an override', 'invoice\u202efdp.exe'],
    ['an embedding', '\u202aa'],
    ['an isolate', 'a\u2066b\u2069'],
    ['a mark', 'a\u200fb'],
  ])('cannot be or have %s', (_, name) => {
    expect(displayName.safeParse(name).success).toBe(false);
  });
});
