import { describe, expect, test } from 'vitest';
import { parseAsOf, upTo } from './as-of.js';

const event = (position: bigint, second: number) => ({ position, at: `2026-05-01T00:00:0${second}.000Z` });
const events = [event(100n, 1), event(200n, 2), event(300n, 3)];
const heldAt = (at: string) => upTo(events, parseAsOf(at)!).map(({ position }) => position);

describe('a moment of the log', () => {
  test('a position includes the event that has it', () => {
    expect(heldAt('200')).toEqual([100n, 200n]);
  });

  test('a position between two events is the state after the first', () => {
    expect(heldAt('299')).toEqual([100n, 200n]);
  });

  test('before the first event there is nothing', () => {
    expect(heldAt('99')).toEqual([]);
    expect(heldAt('2026-05-01T00:00:00Z')).toEqual([]);
  });

  test('a time includes the events recorded at it', () => {
    expect(heldAt('2026-05-01T00:00:02Z')).toEqual([100n, 200n]);
  });

  test('a time with an offset is the same moment', () => {
    expect(heldAt('2026-05-01T02:00:02+02:00')).toEqual([100n, 200n]);
  });

  test('after the last event everything is there', () => {
    expect(heldAt('2027-01-01T00:00:00Z')).toEqual([100n, 200n, 300n]);
  });

  test('what happened after an event of a clock that was ahead is there at its own time', () => {
    const ahead = [event(100n, 1), event(200n, 9), event(300n, 3), event(400n, 4)];
    const heldWith = (second: number) => upTo(ahead, parseAsOf(`2026-05-01T00:00:0${second}Z`)!).length;
    expect([0, 1, 2, 3, 4, 5, 9].map(heldWith)).toEqual([0, 1, 1, 3, 4, 4, 4]);
  });

  test.each([
    '',
    'yesterday',
    '-1',
    '1.5',
    '2026-05-01',
    '2026-05-01T00:00:00',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '99999999999999999999',
  ])('"%s" is no moment', (text) => {
    expect(parseAsOf(text)).toBeUndefined();
  });
});
