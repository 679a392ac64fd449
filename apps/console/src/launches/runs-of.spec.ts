import { describe, expect, test } from 'vitest';
import type { Launch } from '../api/schema.js';
import { runsOf } from './runs-of.js';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString();
const entry = (second: number, type: string, detail?: string): Launch['timeline'][number] => ({
  at: at(second),
  type,
  by: 'system:launches',
  ...(detail !== undefined && { detail }),
});

const first = [
  entry(0, 'SessionLaunched', 'run 1'),
  entry(1, 'LaunchProgressed', 'scheduling'),
  entry(2, 'LaunchProgressed', 'pulling: 10 of 480 MB'),
  entry(4, 'LaunchProgressed', 'pulling: 400 of 480 MB'),
  entry(5, 'LaunchProgressed', 'There is no /work/data.'),
  entry(8, 'LaunchProgressed', 'checking'),
  entry(9, 'SessionStarted'),
];

describe('the runs of a launch, of its timeline', () => {
  test('a run has each of its phases once, from when to when; a warning is none', () => {
    expect(runsOf(first)).toEqual([
      {
        number: 1,
        askedAt: at(0),
        phases: [
          { phase: 'scheduling', from: at(1), to: at(2) },
          { phase: 'pulling', from: at(2), to: at(8) },
          { phase: 'checking', from: at(8), to: at(9) },
        ],
        startedAt: at(9),
      },
    ]);
  });

  test('the phase that it is in has no end', () => {
    expect(runsOf(first.slice(0, 4))[0]?.phases.at(-1)).toEqual({ phase: 'pulling', from: at(2) });
  });

  test.each([
    ['SessionPaused', 'paused'],
    ['SessionStopped', 'stopped'],
    ['SessionFailed', 'failed'],
  ] as const)('%s ends it, and its phase', (type, end) => {
    const [run] = runsOf([...first.slice(0, 4), entry(6, 'SessionStopRequested', 'asked'), entry(7, type)]);
    expect(run).toMatchObject({ endedAt: at(7), end });
    expect(run?.phases.at(-1)?.to).toBe(at(6));
  });

  test('the newest is first; what is left of one whose beginning is not told any more is left out', () => {
    const timeline = [entry(0, 'SessionStarted'), entry(1, 'SessionPaused', 'asked'), ...first.map((one) => one)];
    const resumed = [...timeline, entry(20, 'SessionPaused', 'asked'), entry(21, 'SessionResumeRequested', 'run 2')];
    expect(runsOf(resumed).map(({ number, end }) => [number, end])).toEqual([
      [2, undefined],
      [1, 'paused'],
    ]);
  });

  test('a run that was stopped after it had been paused is over since it was paused', () => {
    const [run] = runsOf([...first, entry(10, 'SessionPaused', 'asked'), entry(30, 'SessionStopped', 'asked')]);
    expect(run).toMatchObject({ endedAt: at(10), end: 'paused' });
  });
});
