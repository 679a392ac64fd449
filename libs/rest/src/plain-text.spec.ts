import { describe, expect, test } from 'vitest';
import { displayName } from './plain-text.js';

describe('a display name', () => {
  test.each(['Flights', '  Flights ', 'Flüge – Übersicht', '飛行', 'رحلات', 'טיסות', '👩‍🔬', 'a'.repeat(99)])(
    'can be "%s"',
    (name) => {
      expect(displayName.parse(name)).toBe(name.trim());
    },
  );

  test('is the same name however its letters are encoded', () => {
    expect(displayName.parse('Flüge'.normalize('NFD'))).toBe('Flüge'.normalize('NFC'));
    expect(displayName.parse('é'.normalize('NFD').repeat(99))).toBe('é'.repeat(99));
  });

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
    ['a zero width space alone', '\u200b'],
    ['joiners alone', '\u200d\u2060\ufeff'],
    ['soft hyphens alone', '\u00ad\u00ad'],
    ['a filler alone', '\u3164'],
    ['a blank of Braille alone', '\u2800'],
    ['selectors and tags alone', '\ufe0f\u{e0061}'],
  ])('cannot be or have %s', (_, name) => {
    expect(displayName.safeParse(name).success).toBe(false);
  });
});
