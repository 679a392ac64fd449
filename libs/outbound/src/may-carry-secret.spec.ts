import { describe, expect, test } from 'vitest';
import { mayCarrySecret } from './may-carry-secret.js';

describe('a secret', () => {
  test.each(['https://git.example.org/x', 'http://127.0.0.1:3000/x', 'http://[::1]/x', 'http://git.localhost:1/x'])(
    'may be sent to %s',
    (url) => expect(mayCarrySecret(new URL(url))).toBe(true),
  );

  test.each([
    'http://git.example.org/x',
    'http://10.0.0.1/x',
    'http://127.0.0.1.example.org/x',
    'http://localhost.example.org/x',
    'http://127.example.org/x',
    'ftp://127.0.0.1/x',
  ])('is not sent to %s', (url) => expect(mayCarrySecret(new URL(url))).toBe(false));
});
