import { expect, test } from 'vitest';
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
