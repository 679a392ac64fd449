import { describe, expect, test } from '@jest/globals';
import { challengeOf, randomText } from './proof-key.js';

describe('proof key for code exchange', () => {
  test('the challenge is that of RFC 7636, appendix B', async () => {
    const challenge = await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
    expect(challenge).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  test('a verifier has 43 characters that need no escaping, and is new each time', () => {
    expect(randomText()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(randomText()).not.toBe(randomText());
  });
});
