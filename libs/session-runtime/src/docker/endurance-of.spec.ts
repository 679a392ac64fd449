import { describe, expect, test } from 'vitest';
import { enduranceOf } from './endurance-of.js';
import { NoAnswerError } from './with-time-limits.js';

const refused = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode });

describe('what an engine did not do', () => {
  test.each([
    [500, 'database is locked'],
    [409, 'removal of container 1 is already in progress'],
    [500, 'container 1 is marked for removal and cannot be started'],
    [503, 'the daemon is starting'],
    [429, 'slow down'],
    [500, 'read unix @->/run/x.sock: read: connection reset by peer'],
    [500, 'fork/exec /usr/bin/runc: resource temporarily unavailable'],
    [404, 'no such container'],
    [500, 'no such volume'],
  ])('passes: %i %s', (statusCode, message) => expect(enduranceOf(refused(statusCode, message))).toBe('passing'));

  test('passes where it did not answer', () => {
    expect(enduranceOf(new NoAnswerError({ method: 'GET', path: '/version' }, 1))).toBe('passing');
    expect(enduranceOf(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))).toBe('passing');
  });

  test.each([
    [400, 'invalid reference format'],
    [403, 'not by this proxy'],
    [500, 'write /var/lib/containers/x: no space left on device'],
    [503, 'no space left on device'],
  ])('lasts: %i %s', (statusCode, message) => expect(enduranceOf(refused(statusCode, message))).toBe('lasting'));

  test.each([
    [500, 'something that nobody has heard of'],
    [409, 'conflict'],
  ])('may do either: %i %s', (statusCode, message) =>
    expect(enduranceOf(refused(statusCode, message))).toBe('unclear'),
  );
});
