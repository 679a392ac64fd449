import { expect, test } from 'vitest';
import { placesInWords } from './places-in-words.js';

const ids = { launchId: 'l', projectId: 'p', sessionId: 's' };
const waiting = { queue: { limit: 2, holders: [ids, ids] } };

test('how many places are used is said where something waits for one', () => {
  expect(placesInWords([{}, {}])).toBeUndefined();
  expect(placesInWords([{}, waiting])).toBe('2 of 2 places used, 1 waits');
  const ofClass = { queue: { ...waiting.queue, resourceClass: { resourceClassId: 'c', name: 'gpu' } } };
  expect(placesInWords([ofClass])).toBeUndefined();
  expect(placesInWords([waiting, waiting])).toBe('2 of 2 places used, 2 wait');
});
