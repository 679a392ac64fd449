import { describe, expect, test } from 'vitest';
import { RecipientHashes } from './recipient-hashes.js';

const hashes = new RecipientHashes('a secret that is long enough for it');

describe('rule 17, e-mail: the hash of an address', () => {
  test('is the same in any case, and another of another address', () => {
    expect(hashes.of('Linus@Example.org')).toBe(hashes.of('linus@example.org'));
    expect(hashes.of('linus@example.com')).not.toBe(hashes.of('linus@example.org'));
  });

  test('cannot be made without the secret', () => {
    const others = new RecipientHashes('another secret that is long enough');
    expect(others.of('linus@example.org')).not.toBe(hashes.of('linus@example.org'));
  });
});
