import { describe, expect, test } from 'vitest';
import type { LaunchStep, Run, RunPhase } from './runs-of.js';
import { usualTimes } from './usual-times.js';

const beginning = Date.parse('2026-01-01T12:00:00Z');
const at = (seconds: number): string => new Date(beginning + seconds * 1000).toISOString();

/** A run whose steps took so many seconds each, one after the other. */
const ran = (...steps: readonly [LaunchStep, number][]): Run => {
  const phases: RunPhase[] = [];
  let passed = 0;
  for (const [phase, seconds] of steps) {
    phases.push({ phase, from: at(passed), to: at(passed + seconds) });
    passed += seconds;
  }
  return { number: 1, askedAt: at(0), phases, startedAt: at(passed) };
};
const failed = ({ number, askedAt, phases }: Run): Run => ({ number, askedAt, phases });

const usual = (...runs: readonly Run[]): Readonly<Record<string, number>> => Object.fromEntries(usualTimes(runs));

describe('how long the steps of a launch usually take', () => {
  test('is the median of its earlier runs, step by step', () => {
    const runs = [ran(['pulling', 8], ['starting', 3]), ran(['pulling', 90], ['starting', 5]), ran(['pulling', 10])];
    expect(usual(...runs)).toEqual({ pulling: 10_000, starting: 4_000 });
  });

  test('is not known of one run, nor where no run got so far', () => {
    expect(usual()).toEqual({});
    expect(usual(ran(['pulling', 8]))).toEqual({});
  });

  test('is of the last five, without those that never started', () => {
    const latest = Array.from({ length: 5 }, () => ran(['pulling', 2]));
    expect(usual(failed(ran(['pulling', 900])), ...latest, ran(['pulling', 60]), ran(['pulling', 60]))).toEqual({
      pulling: 2_000,
    });
  });

  test('counts a step that came twice in a run as one', () =>
    expect(usual(ran(['cloning', 1], ['starting', 1], ['cloning', 2]), ran(['cloning', 3]))).toEqual({
      cloning: 3_000,
    }));

  test('says nothing of the wait for a place', () =>
    expect(usual(ran(['queued', 60]), ran(['queued', 60]))).toEqual({}));
});
