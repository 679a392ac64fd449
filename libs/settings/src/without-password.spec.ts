import { expect, test } from 'vitest';
import { withoutPassword } from './without-password.js';

test.each([
  ['esdb://localhost:2113?tls=true', 'esdb://localhost:2113?tls=true'],
  [
    'esdb://ann:secret@localhost:2113?tls=true&tlsCAFile=/a/ca.pem',
    'esdb://…@localhost:2113?tls=true&tlsCAFile=/a/ca.pem',
  ],
  ['mongodb://ann:secret@one,two/?w=1', 'mongodb://…@one,two/?w=1'],
  ['mongodb://ann:se/c@re?t@one/', 'mongodb://…@one/'],
])('of %s is shown %s', (url, shown) => {
  expect(withoutPassword(url)).toBe(shown);
});
