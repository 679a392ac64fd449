import { expect, test } from 'vitest';
import { firstOfEach } from './first-of-each.js';

test('a branch that was moved back names the commit where it is now first, and not once more where it was', () =>
  expect(firstOfEach(['a3', 'b2', 'a1'], (image) => image.charAt(0))).toEqual(['a3', 'b2']));
