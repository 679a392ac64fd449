import { describe, expect, test } from 'vitest';
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

  test('one that waits says behind which of one’s own', () => {
    const names = { projectName: 'Flights', sessionName: 'Train' };
    const queue = { limit: 1, holders: [{ ...names, launchId: 'l', projectId: 'p', sessionId: 's' }] };
    expect(phaseInWords({ status: 'launching', phase: 'queued', queuePosition: 1, queue })).toBe(
      'Waiting for its turn: number 1 in the queue; 1 of yours may run at a time, now “Train” in “Flights”',
    );
  });

  test('one that waits for its resource class says so, and of others only how many', () => {
    const holder = { projectName: 'Flights', sessionName: 'Train', launchId: 'l', projectId: 'p', sessionId: 's' };
    const queue = { limit: 3, holders: [holder], resourceClass: { resourceClassId: 'c', name: 'gpu' }, others: 2 };
    expect(phaseInWords({ status: 'launching', phase: 'queued', queuePosition: 4, queue })).toBe(
      'Waiting for its turn: number 4 in the queue; 3 of “gpu” may run at a time, now “Train” in “Flights”, 2 of other people',
    );
  });

  test('steps before the present one are done', () => {
    expect(stepsDone('queued')).toBe(0);
    expect(stepsDone('cloning')).toBe(4);
    expect(stepsDone(undefined)).toBe(0);
  });
});
