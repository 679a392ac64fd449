import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../api/schema.js';
import { timelineDays } from './timeline-days.js';

const entry = (position: number, at: Date, data: Record<string, unknown> = {}) =>
  ({
    position: String(position),
    at: at.toISOString(),
    type: 'ProjectRenamed',
    actor: 'g',
    data,
  }) as unknown as HistoryEntry;
const monday = (hour: number): Date => new Date(2026, 5, 1, hour);
const tuesday = (hour: number): Date => new Date(2026, 5, 2, hour);
const ofRun = (run: number, launchId = 'l') => ({ launchId, run });
const shown = (entries: readonly HistoryEntry[]) =>
  timelineDays(entries).map(({ day, rows }) => [
    day,
    ...rows.map(({ entries: of }) => of.map(({ position }) => position).join(' ')),
  ]);

describe('a history by days, newest first', () => {
  test('a day ends at midnight of the reader', () => {
    const entries = [entry(1, monday(0)), entry(2, monday(23)), entry(3, tuesday(0))];
    expect(shown(entries)).toEqual([
      ['2026-06-02', '3'],
      ['2026-06-01', '2', '1'],
    ]);
  });

  test('the steps of a run are one row, where the newest of them is, in the order of the log', () => {
    const entries = [
      entry(1, monday(1), ofRun(1)),
      entry(2, monday(2)),
      entry(3, monday(3), ofRun(1)),
      entry(4, monday(4)),
      entry(5, tuesday(5), ofRun(1)),
      entry(6, tuesday(6)),
    ];
    expect(shown(entries)).toEqual([
      ['2026-06-02', '6', '1 3 5'],
      ['2026-06-01', '4', '2'],
    ]);
  });

  test('runs of one launch, and of two launches, are rows of their own', () => {
    const at = monday(1);
    const entries = [
      entry(1, at, ofRun(1)),
      entry(2, at, ofRun(2)),
      entry(3, at, ofRun(1, 'k')),
      entry(4, at, ofRun(2)),
    ];
    expect(shown(entries)).toEqual([['2026-06-01', '2 4', '3', '1']]);
  });

  test('what is about a launch and none of its runs is an event by itself', () => {
    const at = monday(1);
    expect(shown([entry(1, at, { launchId: 'l' }), entry(2, at, { launchId: 'l' })])).toEqual([
      ['2026-06-01', '2', '1'],
    ]);
  });

  test('a row keeps its key while steps are added before and after', () => {
    const [a, b, c] = [1, 2, 3].map((position) => entry(position, monday(position), ofRun(1)));
    const keys = [[b], [b, c], [a, b, c]].map((of) => timelineDays(of as HistoryEntry[])[0]?.rows[0]?.key);
    expect(keys).toEqual(['run-l-1', 'run-l-1', 'run-l-1']);
  });
});
