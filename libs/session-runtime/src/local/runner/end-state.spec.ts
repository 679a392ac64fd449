import { describe, expect, test } from 'vitest';
import { endStateOf } from './end-state.js';

describe('what an exit means', () => {
  test('0 from a ready session is the user shutting it down', () => {
    expect(endStateOf({ code: 0, signal: undefined }, true)).toEqual({ status: 'exited' });
  });

  test('0 before it was ready is a failure', () => {
    expect(endStateOf({ code: 0, signal: undefined }, false)).toMatchObject({ reason: 'PROCESS_EXITED' });
  });

  test('another code is a failure that names it and points to the logs', () => {
    const message = 'Its main process ended with exit code 3. The logs say why.';
    expect(endStateOf({ code: 3, signal: undefined }, true)).toEqual({
      status: 'failed',
      reason: 'PROCESS_EXITED',
      message,
    });
  });

  test.each([
    [{ code: undefined, signal: 'SIGKILL' }, 'SIGKILL'],
    [{ code: 137, signal: undefined }, 'SIGKILL'],
    [{ code: 143, signal: undefined }, 'SIGTERM'],
  ])('a signal, also one that a sandbox reports as its code, is killed: %j', (exit, signal) => {
    expect(endStateOf(exit, true)).toMatchObject({ reason: 'KILLED', message: expect.stringContaining(signal) });
  });
});
