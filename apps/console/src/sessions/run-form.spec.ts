import { describe, expect, test } from 'vitest';
import type { ImageRun } from '../api/schema.js';
import { isSameRun, runFormOf, runOf } from './run-form.js';

describe('how an image is run, in a form', () => {
  test('nothing said is nothing sent', () => expect(runOf(runFormOf())).toEqual({}));

  test('what was said comes back as it was', () => {
    const run: ImageRun = {
      frontEnd: 'http',
      port: 8787,
      command: ['/init', 'a word'],
      args: ['-p', '8787'],
      user: '1000:100',
      workingDir: '/srv',
      landingPath: '/app',
    };
    expect(runOf(runFormOf(run))).toEqual(run);
  });

  test('a port that is no number is left to the API to refuse', () =>
    expect(runOf({ ...runFormOf(), port: ' eighty ' })).toEqual({ port: 'eighty' }));

  test('empty lines are no words, spaces within one are', () =>
    expect(runOf({ ...runFormOf(), command: 'sh\n-c\n\necho a b\n' })).toEqual({ command: ['sh', '-c', 'echo a b'] }));

  test('the same in another order is the same', () => {
    expect(isSameRun({ port: 1, user: '1' }, { user: '1', port: 1 })).toBe(true);
    expect(isSameRun(undefined, {})).toBe(true);
    expect(isSameRun({ port: 1 }, {})).toBe(false);
  });
});
