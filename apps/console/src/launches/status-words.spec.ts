import { describe, expect, test } from '@jest/globals';
import { phaseInWords, stepsDone } from './status-words.js';

describe('what a launch is doing, in words', () => {
  test.each([
    [{ status: 'launching', phase: 'pulling' }, 'Fetching the image'],
    [{ status: 'launching', phase: 'pulling', phaseDetail: '120 of 480 MB' }, 'Fetching the image: 120 of 480 MB'],
    [{ status: 'launching', phase: 'queued', queuePosition: 2 }, 'Waiting for its turn: number 2 in the queue'],
    [{ status: 'launching' }, 'Getting ready'],
    [{ status: 'launching', phase: 'something-new' }, 'something-new'],
    [{ status: 'running', phase: 'pausing' }, 'Pausing'],
    [{ status: 'running' }, undefined],
  ] as const)('%j is %s', (launch, words) => {
    expect(phaseInWords(launch)).toBe(words);
  });

  test('steps before the present one are done', () => {
    expect(stepsDone('queued')).toBe(0);
    expect(stepsDone('cloning')).toBe(4);
    expect(stepsDone(undefined)).toBe(0);
  });
});
