import { status } from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { wrongExpectedRevision } from './rpc-error.js';

test.each([
  ['any', -1, 'Expected version: -2, Actual version: -1'],
  ['stream_exists', -1, 'Expected version: -4, Actual version: -1'],
  [0, 7, 'Expected version: 0, Actual version: 7'],
] as const)(
  'a conflict expecting %s at %d tells both in its text, for the clients that read it there',
  (expected, current, text) => {
    const error = wrongExpectedRevision('größe', expected, current);
    expect(error.code).toBe(status.FAILED_PRECONDITION);
    expect(error.details).toContain('WrongExpectedVersion');
    expect(error.details).toContain(text);
    expect(error.metadata.getMap()['actual-version']).toBe(String(current));
  },
);
