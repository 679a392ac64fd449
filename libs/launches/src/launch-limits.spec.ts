import { describe, expect, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { recorded, recordings } from '#libs/event-sourcing/testing';
import type { LaunchEvent } from './launch.events.js';
import { type Launch, launch } from './launch.js';
import { diskExpiresAt, disksToDiscard, dueAt, defaultLaunchLimits as limits } from './launch-limits.js';
import { a, DISK } from './testing/launches.js';

const at = '2026-03-01T12:00:00.000Z';
const in15Minutes = '2026-03-01T12:15:00.000Z';
const in5Minutes = '2026-03-01T12:05:00.000Z';
const in14Days = '2026-03-15T12:00:00.000Z';

/** The last event at noon of March 1st. */
const after = (...events: LaunchEvent[]): Launch => {
  const given = events.map((event, index) => (index === events.length - 1 ? recorded(event, { at }) : event));
  return fold(launch, recordings<LaunchEvent>(...(given as never[])))!;
};

const running = [a.launched(1), a.started(1)];

describe('deadlines', () => {
  test.each([
    ['launching', [a.launched(1)], in15Minutes],
    // rule 10: however long others have their places, it keeps its turn
    ['launching', [a.launched(1), a.progressed(1, 'queued')], undefined],
    ['launching', [a.launched(1), a.progressed(1, 'queued'), a.progressed(1, 'scheduling')], in15Minutes],
    ['running', running, undefined],
    ['pausing', [...running, a.pauseRequested(1)], in5Minutes],
    ['paused', [...running, a.pauseRequested(1), a.paused(1)], in14Days],
    ['stopping', [...running, a.stopRequested(1)], in5Minutes],
    ['failed', [...running, a.failed(1)], in14Days],
    ['inactive', [...running, a.stopped(1)], undefined],
  ])('of a launch that is %s', (status, events, due) => {
    const state = after(...events);
    expect(state.status).toBe(status);
    expect(dueAt(state, limits)).toBe(due);
  });

  test('progress does not put them off', () => {
    const state = after(a.launched(1), a.progressed(1, 'pulling'));
    expect(dueAt(state, limits)).toBe('2026-01-01T00:15:01.000Z');
  });
});

describe('rule 9, disks: they', () => {
  test.each([
    ['while it runs', running, undefined],
    ['paused', [...running, a.pauseRequested(1), a.paused(1)], in14Days],
    ['failed', [...running, a.failed(1)], in14Days],
    ['stopped', [...running, a.stopped(1)], in14Days],
    ['discarded', [...running, a.stopped(1), a.diskDiscarded()], undefined],
  ])('expire: %s', (_, events, expected) => expect(diskExpiresAt(after(...events), limits)).toBe(expected));

  test('are to be discarded at once when that is asked', () =>
    expect(disksToDiscard(after(...running, a.stopped(1, true)), limits, new Date(at))).toEqual([DISK]));

  test('are to be discarded when they have expired', () => {
    const state = after(...running, a.stopped(1));
    expect(disksToDiscard(state, limits, new Date('2026-03-15T11:59:59.999Z'))).toEqual([]);
    expect(disksToDiscard(state, limits, new Date(in14Days))).toEqual([DISK]);
  });

  test('of what is paused are kept until it is stopped', () =>
    expect(
      disksToDiscard(after(...running, a.pauseRequested(1), a.paused(1)), limits, new Date('2027-01-01T00:00:00Z')),
    ).toEqual([]));
});
