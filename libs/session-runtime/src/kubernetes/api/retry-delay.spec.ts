import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.js';
import { retryDelay } from './retry-delay.js';

describe('a call that failed', () => {
  test.each([429, 500, 502, 503, 504])('is repeated after an answer %i', (status) => {
    expect(retryDelay(new ApiError(status, '', ''), 0, 0.5)).toBe(100);
  });

  test.each([400, 401, 403, 404, 409, 410, 422])('is not repeated after an answer %i', (status) => {
    expect(retryDelay(new ApiError(status, '', ''), 0, 0.5)).toBeUndefined();
  });

  test('is repeated where a quota was counted by another at the same moment', () => {
    const message = 'Operation cannot be fulfilled on resourcequotas "sessions": the object has been modified';
    expect(retryDelay(new ApiError(409, 'Conflict', message), 0, 0.5)).toBe(100);
  });

  test('is repeated where the server was just started and has not read its rules yet', () => {
    const message = 'pods "x" is forbidden: not yet ready to handle request';
    expect(retryDelay(new ApiError(403, 'Forbidden', message), 0, 0.5)).toBe(100);
  });

  test('is repeated where there was no answer', () => {
    expect(retryDelay(new TypeError('other side closed'), 0, 0.5)).toBe(100);
  });

  test('is repeated later each time, to a limit', () => {
    expect([0, 1, 2, 10].map((attempt) => retryDelay(new Error(), attempt, 1))).toEqual([200, 400, 800, 5_000]);
  });

  test('is repeated no earlier than the server asks for, and not by all at once', () => {
    const busy = ApiError.of(429, '{"message":"too many requests"}', '2');
    expect([0, 1].map((random) => retryDelay(busy, 0, random))).toEqual([2_000, 2_200]);
  });
});
