import { describe, expect, test } from 'vitest';
import { readingInWords, shownInWords, sourceInWords } from './contents-words.js';

describe('what is said of what is in an image', () => {
  test('is how far it is read', () => {
    const digest = 'sha256:…';
    expect(readingInWords({ digest, doneBytes: 0, totalBytes: 0 })).toContain('its turn in a moment');
    expect(readingInWords({ digest, doneBytes: 104_857_600, totalBytes: 1_073_741_824 })).toContain(
      '100 MiB of 1 GiB are read',
    );
  });

  test('is who says so, and of what nothing is said', () => {
    expect(sourceInWords({ source: 'sbom', unread: [] })).toBe('As its builder attests.');
    expect(sourceInWords({ source: 'layers', unread: ['rpm'] })).toBe(
      'As its layers say. It has packages of RPM, too, which are not read here.',
    );
  });

  test('is how many there are', () => {
    expect(shownInWords(0, 0)).toBe('No package is called so.');
    expect(shownInWords(1, 1)).toBe('1 package');
    expect(shownInWords(1_234, 200)).toBe('1,234 packages; the first 200 are shown. Search for the others.');
  });
});
