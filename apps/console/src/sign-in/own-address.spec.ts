import { describe, expect, test } from 'vitest';
import { ownAddress } from './own-address.js';

describe('the address that the provider knows the console by', () => {
  test('another name of this machine is exchanged, the rest of the address is kept', () => {
    expect(ownAddress('http://localhost:3000/projects/1?a=b', 'http://127.0.0.1:3000/oidc')).toBe(
      'http://127.0.0.1:3000/projects/1?a=b',
    );
  });

  test.each([
    ['the same host', 'http://127.0.0.1:3000/', 'http://127.0.0.1:3000/oidc'],
    ['another port', 'http://localhost:5173/', 'http://127.0.0.1:3000/oidc'],
    ['a provider elsewhere', 'http://localhost:3000/', 'https://id.example.org/'],
    ['a console elsewhere', 'https://sessions.example.org/', 'http://127.0.0.1:3000/oidc'],
  ])('%s stays', (_, here, issuer) => {
    expect(ownAddress(here, issuer)).toBeUndefined();
  });
});
