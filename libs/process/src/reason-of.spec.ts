import { expect, test } from 'vitest';
import { InvalidSettingsError } from '#libs/settings';
import { reasonOf } from './reason-of.js';

test.each([
  ['ENOSPC: no space left on device, write'],
  ['The embedded event store cannot be opened: database or disk is full'],
])('of a full disk it is said where to make room: %s', (message) => {
  expect(reasonOf(new Error(message))).toBe(
    `${message}. Make room on the disk that has the data directory (DATA_DIR).`,
  );
});

test.each([
  [new Error('Port 1 is in use.'), 'Port 1 is in use.'],
  ['thrown', 'thrown'],
])('anything else says it itself', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});

test('settings that are refused may be misspelt ones: those that look so are named too', () => {
  const refused = new InvalidSettingsError('OIDC_ISSUER= must be set');
  expect(reasonOf(refused, { OIDC_ISUER: 'https://id.example', HOME: '/x' })).toBe(
    'OIDC_ISSUER= must be set\nunknown setting OIDC_ISUER: did you mean OIDC_ISSUER?',
  );
  expect(reasonOf(new Error('Port 1 is in use.'), { OIDC_ISUER: 'https://id.example' })).toBe('Port 1 is in use.');
});
