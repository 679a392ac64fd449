import { describe, expect, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { recorded, recordings } from '#libs/event-sourcing/testing';
import { disksDueSoon, noticeMs } from './disks-due-soon.js';
import type { LaunchEvent } from './launch.events.js';
import { type Launch, launch } from './launch.js';
import { defaultLaunchLimits as limits } from './launch-limits.js';
import { a, DISK } from './testing/launches.js';

const at = '2026-03-01T12:00:00.000Z';
const expiresAt = '2026-03-15T12:00:00.000Z';
const [tooEarly, inTime, tooLate] = ['2026-03-13T11:59:59.999Z', '2026-03-13T12:00:00.000Z', expiresAt];

/** The last event at noon of March 1st. */
const after = (...events: LaunchEvent[]): Launch => {
  const given = events.map((event, index) => (index === events.length - 1 ? recorded(event, { at }) : event));
  return fold(launch, recordings<LaunchEvent>(...(given as never[])))!;
};
const running = [a.launched(1), a.started(1)];
const paused = [...running, a.pauseRequested(1), a.paused(1)];
const dueAt = (now: string, ...events: LaunchEvent[]) => disksDueSoon(after(...events), limits, new Date(now));

describe('rule 9, the notice two days before a disk is deleted', () => {
  test.each([
    ['paused', paused],
    ['failed', [...running, a.failed(1)]],
    ['stopped', [...running, a.stopped(1)]],
  ])('is due when the launch is %s, not before and not afterwards', (_, events) => {
    expect(dueAt(tooEarly, ...events)).toEqual([]);
    expect(dueAt(inTime, ...events)).toMatchObject([{ diskId: DISK, expiresAt }]);
    expect(dueAt(tooLate, ...events)).toEqual([]);
  });

  test.each([
    ['runs', running],
    ['is discarded', [...running, a.stopped(1, true)]],
    ['is gone', [...running, a.stopped(1), a.diskDiscarded()]],
  ])('is none of a disk that %s', (_, events) => {
    expect(dueAt(inTime, ...events)).toEqual([]);
  });

  test('says whose it is', () => {
    const state = after(...paused);
    const { userId, projectId, sessionId } = state;
    expect(disksDueSoon(state, limits, new Date(inTime))).toMatchObject([{ userId, projectId, sessionId }]);
  });

  test('comes after half of the time where that is less than four days', () => {
    expect(noticeMs(limits)).toBe(2 * 24 * 3_600_000);
    expect(noticeMs({ ...limits, retentionMs: 3_600_000 })).toBe(1_800_000);
  });
});
